//! Signatures and parameter lists, of values and of types.

use super::expr::{Expr, Kind};
use super::{Edit, Recogniser};
use crate::syntax::token::Tok;

/// One declaration of a parameter list, before names and types have been told apart.
struct Param {
    /// Offset of its name.
    name: Option<usize>,
    typ: Option<Expr>,
    /// Offset of the `...` of its type.
    dots: Option<usize>,
}

/// A parameter list that has been read.
pub(super) struct Params {
    pub count: usize,
    /// Its first parameter has a name.
    pub named: bool,
    pub height: u32,
}

impl Recogniser<'_> {
    /// What follows a function's name (or `func`); type parameters are an error in `context`, unless that is empty.
    pub(super) fn func_type(&mut self, context: &str, declared: bool) -> u32 {
        let params = self.type_param_list(context, declared);
        params.max(self.params_and_results())
    }

    /// The type parameters of [`Self::func_type`], if there are any.
    pub(super) fn type_param_list(&mut self, context: &str, declared: bool) -> u32 {
        let at = self.token.start;
        let mut height = 0;
        if self.got(Tok::Lbrack) {
            if !context.is_empty() || !declared {
                self.syntax_error_at(at, &format!("{context} must have no type parameters"));
            }
            if self.at(Tok::Rbrack) {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                height = self.type_params(None);
            }
        }
        height
    }

    /// Parameters and results of a function.
    pub(super) fn params_and_results(&mut self) -> u32 {
        self.want(Tok::Lparen);
        let height = self.param_list(None, Tok::Rparen, false).height;
        let result = match self.got(Tok::Lparen) {
            true => self.param_list_of(None, Tok::Rparen, false, false).height,
            false => self.type_or_none().map_or(0, |typ| typ.height),
        };
        self.above(&[height, result])
    }

    /// Type parameters after `[`; name and constraint of the first may have been read as one expression.
    pub(super) fn type_params(&mut self, first: Option<(Expr, Option<Expr>)>) -> u32 {
        self.param_list(first, Tok::Rbrack, true).height
    }

    /// Parameters after the opening token.
    pub(super) fn param_list(
        &mut self,
        first: Option<(Expr, Option<Expr>)>,
        close: Tok,
        require_names: bool,
    ) -> Params {
        self.param_list_of(first, close, require_names, true)
    }

    /// The same, of parameters that may not end in `...T` unless `dots_allowed`.
    pub(super) fn param_list_of(
        &mut self,
        mut first: Option<(Expr, Option<Expr>)>,
        close: Tok,
        require_names: bool,
        dots_allowed: bool,
    ) -> Params {
        let mut params = Vec::new();
        // Nothing is asked of a list that ends right after a complete first parameter.
        if let Some((name, Some(typ))) = first
            && self.at(close)
        {
            let constraint = Expr {
                from: name.to,
                ..typ
            };
            params.push(Param {
                name: Some(name.start),
                typ: Some(constraint),
                dots: None,
            });
            first = None;
        }
        let end = self.list("parameter list", Tok::Comma, close, |reader| {
            let param = match first.take() {
                Some((name, Some(typ))) => {
                    let constraint = Expr {
                        from: name.to,
                        ..typ
                    };
                    Some(Param {
                        name: Some(name.start),
                        typ: Some(constraint),
                        dots: None,
                    })
                }
                Some((name, None)) => reader.param(Some(name), close),
                None => reader.param(None, close),
            };
            params.extend(param);
            false
        });
        if require_names {
            self.wrap_constraints(&params);
        }
        let named = self.distribute(&mut params, end, require_names);
        self.check_dots(&params, close, dots_allowed);
        let height = params
            .iter()
            .filter_map(|param| param.typ)
            .map(|typ| typ.height)
            .max()
            .unwrap_or(0);
        Params {
            count: params.len(),
            named,
            height: self.above(&[height]),
        }
    }

    /// `[ name ] [ "..." ] [ type ]`.
    fn param(&mut self, name: Option<Expr>, close: Tok) -> Option<Param> {
        let sets_allowed = close == Tok::Rbrack;
        if name.is_none() && sets_allowed && self.at_operator("~") {
            return Some(Param {
                name: None,
                typ: Some(self.type_element(None)),
                dots: None,
            });
        }
        let mut param = Param {
            name: None,
            typ: None,
            dots: None,
        };
        if name.is_some() || self.at(Tok::Name) {
            let name = match name {
                Some(name) => name,
                None => self.name_expr(),
            };
            let typ = match self.token.tok {
                Tok::Lbrack => Some(self.array_or_arguments(name)),
                Tok::Dot => Some(self.qualified_name(Some(name))),
                Tok::Operator if sets_allowed && self.at_operator("|") => Some(name),
                _ => None,
            };
            let is_name =
                typ.is_none_or(|typ| matches!(typ.kind, Kind::ArrayType | Kind::SliceType));
            param.name = is_name.then_some(name.start);
            if let Some(typ) = typ {
                let union = sets_allowed && self.at_operator("|");
                param.typ = Some(if union {
                    self.type_element(Some(typ))
                } else {
                    typ
                });
                return Some(param);
            }
        }
        if self.at(Tok::DotDotDot) {
            return Some(self.dots_param(param));
        }
        if sets_allowed && self.at_operator("~") {
            param.typ = Some(self.type_element(None));
            return Some(param);
        }
        param.typ = self.type_or_none();
        if let Some(typ) = param.typ
            && sets_allowed
            && self.at_operator("|")
        {
            param.typ = Some(self.type_element(Some(typ)));
        }
        if param.name.is_some() || param.typ.is_some() {
            return Some(param);
        }
        self.syntax_error(&format!("expected {}", close.text()));
        self.advance(&[Tok::Comma, close]);
        None
    }

    fn dots_param(&mut self, param: Param) -> Param {
        let (at, from) = (self.token.start, self.index());
        self.next();
        let element = match self.type_or_none() {
            Some(element) => element.height,
            None => {
                self.syntax_error("... is missing type");
                0
            }
        };
        let typ = Expr {
            height: self.above(&[element]),
            ..Expr::leaf(Kind::Bad, at, from, self.index())
        };
        Param {
            typ: Some(typ),
            dots: Some(at),
            ..param
        }
    }

    /// Decides which names are parameters and which are types, and reports mixtures. Says whether the first is named.
    fn distribute(&mut self, params: &mut [Param], end: usize, require_names: bool) -> bool {
        let named = params
            .iter()
            .filter(|param| param.name.is_some() && param.typ.is_some())
            .count();
        let typed = params.iter().filter(|param| param.typ.is_some()).count();
        if params.is_empty() || (named == 0 && !require_names) {
            return false;
        }
        if named == params.len() {
            return true;
        }
        let (mut blamed, mut have_type) = (None, false);
        for param in params.iter().rev() {
            match (param.typ, param.name) {
                (Some(typ), name) => {
                    have_type = true;
                    if name.is_none() {
                        blamed = Some(typ.start);
                    }
                }
                (None, name) if !have_type => blamed = name,
                _ => {}
            }
        }
        if let Some(at) = blamed {
            let (at, message) = match require_names {
                false if !self.dialect.names_missing => (at, "mixed named and unnamed parameters"),
                false if named == typed => (end, "missing parameter type"),
                false => (at, "missing parameter name"),
                true if named == typed => (end, "missing type constraint"),
                true if params.len() == 1 => {
                    (at, "missing type parameter name or invalid array length")
                }
                true => (at, "missing type parameter name"),
            };
            self.syntax_error_at(at, message);
        }
        true
    }

    /// `...` belongs to a last parameter of its own.
    fn check_dots(&mut self, params: &[Param], close: Tok, allowed: bool) {
        if self.dialect.early_dots {
            return self.check_dots_early(params, allowed && close == Tok::Rparen);
        }
        for (index, param) in params.iter().enumerate() {
            let Some(at) = param.dots else { continue };
            let shared = index.checked_sub(1).and_then(|before| params.get(before));
            let shared = shared.is_some_and(|before| before.typ.is_none() && param.name.is_some());
            if close == Tok::Rbrack {
                self.late_error(at, "invalid use of '...'");
            } else if !allowed || shared || index + 1 != params.len() {
                self.late_error(at, "can only use ... with final parameter in list");
            }
        }
    }

    /// The same as the parser of later versions does it: it takes `T` for a wrong `...T`, and type checking goes on.
    fn check_dots_early(&mut self, params: &[Param], allowed: bool) {
        let mut first = true;
        for (index, param) in params.iter().enumerate() {
            let (Some(at), Some(typ)) = (param.dots, param.typ) else {
                continue;
            };
            let shared = index.checked_sub(1).and_then(|before| params.get(before));
            let shared = shared.is_some_and(|before| before.typ.is_none() && param.name.is_some());
            if allowed && index + 1 == params.len() && !shared {
                continue;
            }
            self.edit(typ.from, Edit::Drop);
            if std::mem::take(&mut first) {
                let text = match allowed {
                    true => "can only use ... with final parameter",
                    false => "invalid use of ...",
                };
                self.syntax.report(self.base.plus(at), text);
            }
        }
    }

    /// gosyn takes as a constraint what begins with a name or `interface`; others are given an interface around them.
    fn wrap_constraints(&mut self, params: &[Param]) {
        for typ in params
            .iter()
            .filter(|param| param.name.is_some())
            .filter_map(|param| param.typ)
        {
            let first = self.tokens.get(typ.from).map(|token| token.tok);
            if !matches!(first, Some(Tok::Name | Tok::Interface)) {
                self.edit(typ.from, Edit::OpenConstraint);
                self.edit(typ.to, Edit::CloseConstraint);
            }
        }
    }
}
