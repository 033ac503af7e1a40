//! The file and its declarations.

use super::expr::{Expr, Kind, Split};
use super::{Edit, GenericMethod, Recogniser};
use crate::syntax::token::{Literal, Tok};

/// The declarations that may stand at the top of a file.
const TOP_LEVEL: [Tok; 5] = [Tok::Import, Tok::Const, Tok::Type, Tok::Var, Tok::Func];

impl Recogniser<'_> {
    /// The whole file.
    pub(super) fn file(&mut self) {
        if !self.got(Tok::Package) {
            self.syntax_error("package statement must be first");
            return;
        }
        if self.token_text() == "_" {
            self.late_error(self.token.start, "invalid package name _");
        }
        self.name();
        self.want(Tok::Semi);
        if !self.syntax.is_empty() {
            self.goes_on = false;
            return;
        }
        let mut previous = Tok::Import;
        let mut after_bodyless_func = false;
        while !self.at(Tok::Eof) {
            if self.at(Tok::Import) && previous != Tok::Import {
                self.syntax_error("imports must appear before other declarations");
            }
            previous = self.token.tok;
            if !TOP_LEVEL.contains(&previous) {
                self.syntax_error(match self.at(Tok::Lbrace) && after_bodyless_func {
                    true => "unexpected semicolon or newline before {",
                    false => "non-declaration statement outside function body",
                });
                self.advance(&TOP_LEVEL);
                continue;
            }
            self.next();
            after_bodyless_func = previous == Tok::Func && !self.func_decl();
            if previous != Tok::Func {
                self.declaration(previous);
            }
            if !self.at(Tok::Eof) && !self.got(Tok::Semi) {
                self.syntax_error("after top level declaration");
                self.advance(&TOP_LEVEL);
            }
        }
    }

    /// What follows `import`, `const`, `type` or `var`: one specification or a group. Returns the height.
    pub(super) fn declaration(&mut self, keyword: Tok) -> u32 {
        if !self.at(Tok::Lparen) {
            return self.spec(keyword, true);
        }
        self.next();
        let (mut height, mut first) = (0, true);
        self.list("grouped declaration", Tok::Semi, Tok::Rparen, |reader| {
            height = height.max(reader.spec(keyword, first));
            first = false;
            false
        });
        // gosyn wants the last import of a group ended.
        let close = self.index().saturating_sub(1);
        let ended = close
            .checked_sub(1)
            .and_then(|index| self.tokens.get(index))
            .is_none_or(|token| token.tok == Tok::Semi);
        if keyword == Tok::Import && !first && !ended {
            self.edit(close, Edit::Semi);
        }
        height
    }

    /// One specification; `first` in its group.
    fn spec(&mut self, keyword: Tok, first: bool) -> u32 {
        match keyword {
            Tok::Import => self.import_spec(),
            Tok::Const => self.const_spec(first),
            Tok::Type => self.type_spec(),
            _ => self.var_spec(),
        }
    }

    fn import_spec(&mut self) -> u32 {
        match self.token.tok {
            Tok::Name => self.name(),
            Tok::Dot => self.next(),
            _ => {}
        }
        let path = self.token;
        if !self.got(Tok::Literal) {
            self.syntax_error("missing import path");
            self.advance(&[Tok::Semi, Tok::Rparen]);
        } else if path.literal != Literal::String && !path.bad {
            self.syntax_error_at(path.start, "import path must be a string");
        }
        // A file with a path that cannot be read is not checked.
        self.goes_on &= !path.bad;
        0
    }

    fn const_spec(&mut self, first: bool) -> u32 {
        let (at, text) = (self.token.start, self.token_text());
        self.name_list();
        let (mut height, mut typed, mut valued) = (0, false, false);
        if !matches!(self.token.tok, Tok::Eof | Tok::Semi | Tok::Rparen) {
            let typ = self.type_or_none();
            typed = typ.is_some();
            height = typ.map_or(0, |typ| typ.height);
            // gosyn takes only names as types of constants, and no other type is one.
            if let Some(typ) =
                typ.filter(|typ| typ.kind.is_type_literal() || typ.kind == Kind::Unary)
            {
                let text = self.render(&typ);
                self.late_error(typ.start, format!("invalid constant type {text}"));
            }
            if self.got_assign() {
                valued = true;
                height = height.max(self.expr_list().height);
            }
        }
        if !valued && (first || typed) {
            self.late_error(at, format!("missing init expr for {text}"));
        }
        height
    }

    fn var_spec(&mut self) -> u32 {
        self.name_list();
        if self.got_assign() {
            return self.expr_list().height;
        }
        let typ = self.type_().height;
        let values = if self.got_assign() {
            self.expr_list().height
        } else {
            0
        };
        typ.max(values)
    }

    /// `name [ params ] [ = ] type`. After `name [` it takes an expression to tell an array's length from parameters.
    fn type_spec(&mut self) -> u32 {
        self.name();
        if !self.at(Tok::Lbrack) {
            self.got_assign();
            return self.declared_type();
        }
        let open = self.token.start;
        let from = self.index();
        self.next();
        match self.token.tok {
            Tok::Name => self.array_or_generic(open, from),
            Tok::Rbrack => {
                self.next();
                self.slice_type(open, from).height
            }
            _ => self.array_type(open, from, None).height,
        }
    }

    fn array_or_generic(&mut self, open: usize, from: usize) -> u32 {
        let name = self.name_expr();
        let mut x = name;
        if !self.at(Tok::Lbrack) {
            self.expression_level += 1;
            let operand = self.primary_expr(Some(name));
            x = self.binary_expr(Some(operand), 0);
            self.expression_level -= 1;
        }
        let typed = match x.split {
            Split::Name => false,
            Split::Sure => true,
            Split::WithComma => self.at(Tok::Comma),
            Split::No => false,
        };
        let is_name = x.kind == Kind::Name;
        if !typed && (!is_name || self.at(Tok::Rbrack)) {
            return self.array_type(open, from, Some(x)).height;
        }
        let params = self.type_params(Some((name, typed.then_some(x))));
        self.got_assign();
        params.max(self.declared_type())
    }

    fn declared_type(&mut self) -> u32 {
        match self.type_or_none() {
            Some(typ) => typ.height,
            None => {
                self.syntax_error("in type declaration");
                self.advance(&[Tok::Semi, Tok::Rparen]);
                0
            }
        }
    }

    /// What follows `func` at the top level; says whether it had a body.
    fn func_decl(&mut self) -> bool {
        let func = self.index().saturating_sub(1);
        let is_method = self.got(Tok::Lparen);
        if is_method {
            let early = self.dialect.early_dots;
            let receivers = self.param_list_of(None, Tok::Rparen, false, !early);
            match receivers.count {
                0 => self.error_at(self.token.start, "method has no receiver"),
                1 => {}
                _ => self.error_at(self.token.start, "method has multiple receivers"),
            }
        }
        if self.at(Tok::Name) {
            self.name();
            self.signature(func, is_method);
        } else {
            self.syntax_error(if is_method {
                "expected name"
            } else {
                "expected name or ("
            });
            self.advance(&[Tok::Lbrace, Tok::Semi]);
        }
        let has_body = self.at(Tok::Lbrace);
        if has_body {
            self.func_body();
        }
        has_body
    }

    /// What follows the name of a declaration that begins with the token `func`.
    fn signature(&mut self, func: usize, is_method: bool) {
        let context = match is_method && !self.dialect.generic_methods {
            true => "method",
            false => "",
        };
        let open = self.index();
        self.type_param_list(context, true);
        let after = self.index();
        if is_method && open < after {
            self.generic_methods
                .push(GenericMethod { func, open, after });
        }
        self.params_and_results();
    }

    /// A function's block; returns its height.
    pub(super) fn func_body(&mut self) -> u32 {
        self.function_level += 1;
        let height = self.block("");
        self.function_level -= 1;
        height
    }

    /// `=`; `:=` is taken for it with an error.
    fn got_assign(&mut self) -> bool {
        if self.at(Tok::Define) {
            self.syntax_error("expected =");
        }
        let found = matches!(self.token.tok, Tok::Define | Tok::Assign);
        if found {
            self.next();
        }
        found
    }

    /// A name, wherever one must stand.
    pub(super) fn name(&mut self) {
        if !self.got(Tok::Name) {
            self.syntax_error("expected name");
            self.advance(&[]);
        }
    }

    fn name_list(&mut self) {
        self.name();
        while self.got(Tok::Comma) {
            self.name();
        }
    }

    /// The current token's spelling.
    pub(super) fn token_text(&self) -> String {
        self.text()
            .get(self.token.start..self.token.end)
            .unwrap_or("")
            .to_string()
    }

    /// A name as an expression.
    pub(super) fn name_expr(&mut self) -> Expr {
        let (at, from) = (self.token.start, self.index());
        self.name();
        Expr {
            split: Split::Name,
            ..Expr::leaf(Kind::Name, at, from, self.index())
        }
    }
}
