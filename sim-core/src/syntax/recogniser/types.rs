//! Types: literals, names with arguments, struct fields, and the elements of interfaces.

use super::Recogniser;
use super::expr::{Expr, Kind};
use crate::syntax::token::{Literal, Tok};

/// Which way a channel type goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Both,
    SendOnly,
    ReceiveOnly,
}

/// A channel type's shape: enough to move arrows about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chan {
    pub direction: Direction,
    /// The element's shape, when it is a channel type itself.
    pub element: Option<usize>,
    /// The element's tokens.
    pub element_tokens: (usize, usize),
}

/// What stood between the brackets of an instantiation or an index.
pub(super) struct TypeList {
    pub height: u32,
    /// There was a comma.
    pub comma: bool,
    /// It is a single expression that must be a value.
    pub value: bool,
}

impl Recogniser<'_> {
    /// A type, wherever one must stand.
    pub(super) fn type_(&mut self) -> Expr {
        if let Some(typ) = self.type_or_none() {
            return typ;
        }
        let (at, from) = (self.token.start, self.index());
        self.syntax_error("expected type");
        self.advance(&[
            Tok::Comma,
            Tok::Colon,
            Tok::Semi,
            Tok::Rparen,
            Tok::Rbrack,
            Tok::Rbrace,
        ]);
        self.bad_expr(at, from)
    }

    /// A type, if one begins here.
    pub(super) fn type_or_none(&mut self) -> Option<Expr> {
        let begins = matches!(
            self.token.tok,
            Tok::Star
                | Tok::Arrow
                | Tok::Func
                | Tok::Lbrack
                | Tok::Chan
                | Tok::Map
                | Tok::Struct
                | Tok::Interface
                | Tok::Name
                | Tok::Lparen
        );
        begins.then(|| self.deeper(Self::type_here))
    }

    fn type_here(&mut self) -> Expr {
        let (at, from) = (self.token.start, self.index());
        match self.token.tok {
            Tok::Name => return self.qualified_name(None),
            Tok::Struct => return self.struct_type(),
            Tok::Interface => return self.interface_type(),
            _ => {}
        }
        let tok = self.token.tok;
        self.next();
        match tok {
            Tok::Star => {
                let element = self.type_();
                let type_element = element.type_element;
                Expr {
                    height: self.above(&[element.height]),
                    type_element,
                    ..Expr::leaf(Kind::Unary, at, from, self.index())
                }
            }
            Tok::Arrow => {
                self.want(Tok::Chan);
                self.chan_type(Direction::ReceiveOnly, at, from)
            }
            Tok::Chan => {
                let direction = if self.got(Tok::Arrow) {
                    Direction::SendOnly
                } else {
                    Direction::Both
                };
                self.chan_type(direction, at, from)
            }
            Tok::Func => {
                // gc positions a function type at its parameters.
                let at = self.token.start;
                let height = self.func_type("function type", false);
                Expr {
                    height,
                    ..Expr::leaf(Kind::FuncType, at, from, self.index())
                }
            }
            Tok::Lbrack if self.got(Tok::Rbrack) => self.slice_type(at, from),
            Tok::Lbrack => self.array_type(at, from, None),
            Tok::Map => {
                self.want(Tok::Lbrack);
                let key = self.type_().height;
                self.want(Tok::Rbrack);
                let value = self.type_().height;
                Expr {
                    height: self.above(&[key, value]),
                    ..Expr::leaf(Kind::MapType, at, from, self.index())
                }
            }
            _ => {
                let inner = self.type_();
                self.want(Tok::Rparen);
                Expr {
                    from,
                    to: self.index(),
                    height: self.above(&[inner.height]),
                    ..inner
                }
            }
        }
    }

    fn chan_type(&mut self, direction: Direction, at: usize, from: usize) -> Expr {
        let element = match self.type_or_none() {
            Some(element) => element,
            None => {
                self.syntax_error("missing channel element type");
                self.bad_expr(self.token.start, self.index())
            }
        };
        self.chans.push(Chan {
            direction,
            element: element.chan,
            element_tokens: (element.from, element.to),
        });
        let chan = Some(self.chans.len() - 1);
        Expr {
            chan,
            height: self.above(&[element.height]),
            ..Expr::leaf(Kind::ChanType, at, from, self.index())
        }
    }

    /// The rest of `[]T`.
    pub(super) fn slice_type(&mut self, at: usize, from: usize) -> Expr {
        let element = self.type_().height;
        Expr {
            height: self.above(&[element]),
            ..Expr::leaf(Kind::SliceType, at, from, self.index())
        }
    }

    /// The rest of `[n]T` after `[`, or after the length when that has been read.
    pub(super) fn array_type(&mut self, at: usize, from: usize, len: Option<Expr>) -> Expr {
        let len = match len {
            Some(len) => len.height,
            None if self.got(Tok::DotDotDot) => 1,
            None => {
                self.expression_level += 1;
                let len = self.expr();
                self.expression_level -= 1;
                len.height
            }
        };
        if self.at(Tok::Comma) {
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(Tok::Rbrack);
        let element = self.type_().height;
        Expr {
            height: self.above(&[len, element]),
            ..Expr::leaf(Kind::ArrayType, at, from, self.index())
        }
    }

    fn struct_type(&mut self) -> Expr {
        let (at, from) = (self.token.start, self.index());
        self.want(Tok::Struct);
        self.want(Tok::Lbrace);
        let mut height = 0;
        self.list("struct type", Tok::Semi, Tok::Rbrace, |reader| {
            height = height.max(reader.field());
            false
        });
        Expr {
            height: self.above(&[height]),
            ..Expr::leaf(Kind::StructType, at, from, self.index())
        }
    }

    fn field(&mut self) -> u32 {
        let height = match self.token.tok {
            Tok::Name => self.named_or_embedded(),
            Tok::Star => {
                self.next();
                let parenthesised = self.at(Tok::Lparen);
                if parenthesised {
                    self.syntax_error("cannot parenthesize embedded type");
                    self.next();
                }
                let typ = self.qualified_name(None).height;
                if parenthesised {
                    self.got(Tok::Rparen);
                }
                self.above(&[typ])
            }
            Tok::Lparen => {
                self.syntax_error("cannot parenthesize embedded type");
                self.next();
                self.got(Tok::Star);
                let typ = self.qualified_name(None).height;
                self.got(Tok::Rparen);
                self.above(&[typ])
            }
            _ => {
                self.syntax_error("expected field name or embedded type");
                self.advance(&[Tok::Semi, Tok::Rbrace]);
                return 0;
            }
        };
        self.tag();
        height
    }

    fn named_or_embedded(&mut self) -> u32 {
        let name = self.name_expr();
        if matches!(
            self.token.tok,
            Tok::Dot | Tok::Literal | Tok::Semi | Tok::Rbrace
        ) {
            return self.qualified_name(Some(name)).height;
        }
        let mut names = 1;
        while self.got(Tok::Comma) {
            self.name();
            names += 1;
        }
        match names == 1 && self.at(Tok::Lbrack) {
            true => self.array_or_arguments(name).height,
            false => self.type_().height,
        }
    }

    /// A field's tag. Only strings are tags, but gc's parser takes any literal and its checker complains.
    fn tag(&mut self) {
        if let Some(kind) = self.literal_kind() {
            if kind != Literal::String {
                let text = self.token_text();
                self.late_error(
                    self.token.start,
                    format!("invalid syntax tree: incorrect tag syntax: \"{text}\""),
                );
            }
            self.next();
        }
    }

    /// After a name: `[n]E` (then the name is a field's or parameter's), or `[T, …]` (then it is a generic type's).
    pub(super) fn array_or_arguments(&mut self, name: Expr) -> Expr {
        let (at, from) = (self.token.start, self.index());
        self.want(Tok::Lbrack);
        if self.got(Tok::Rbrack) {
            return self.slice_type(at, from);
        }
        let list = self.type_list(false);
        self.want(Tok::Rbrack);
        if !list.comma
            && let Some(element) = self.type_or_none()
        {
            let height = self.above(&[list.height, element.height]);
            return Expr {
                height,
                ..Expr::leaf(Kind::ArrayType, at, from, self.index())
            };
        }
        let leaf = Expr::leaf(Kind::Index, at, name.from, self.index());
        Expr {
            start: name.start,
            height: self.above(&[name.height, list.height]),
            ..leaf
        }
    }

    /// `x [, T]… [,]`, with or without an expression in front.
    pub(super) fn type_list(&mut self, strict: bool) -> TypeList {
        self.expression_level += 1;
        let first = if strict { self.type_() } else { self.expr() };
        let mut list = TypeList {
            height: first.height,
            comma: false,
            value: first.value,
        };
        while self.got(Tok::Comma) {
            list.comma = true;
            list.value = false;
            match self.type_or_none() {
                Some(typ) => list.height = list.height.max(typ.height),
                None => break,
            }
        }
        self.expression_level -= 1;
        list
    }

    /// `name`, `package.name`, either with type arguments.
    pub(super) fn qualified_name(&mut self, name: Option<Expr>) -> Expr {
        let mut x = match name {
            Some(name) => name,
            None if self.at(Tok::Name) => self.name_expr(),
            None => {
                let (at, from) = (self.token.start, self.index());
                self.syntax_error("expected name");
                self.advance(&[Tok::Dot, Tok::Semi, Tok::Rbrace]);
                Expr::leaf(Kind::Bad, at, from, self.index())
            }
        };
        if self.at(Tok::Dot) {
            let at = self.token.start;
            self.next();
            self.name();
            let leaf = Expr::leaf(Kind::Selector, at, x.from, self.index());
            x = Expr {
                start: x.start,
                height: self.above(&[x.height]),
                ..leaf
            };
        }
        if !self.at(Tok::Lbrack) {
            return x;
        }
        let at = self.token.start;
        self.next();
        let arguments = match self.at(Tok::Rbrack) {
            true => {
                self.syntax_error("expected type argument list");
                0
            }
            false => self.type_list(true).height,
        };
        self.want(Tok::Rbrack);
        let leaf = Expr::leaf(Kind::Index, at, x.from, self.index());
        Expr {
            start: x.start,
            height: self.above(&[x.height, arguments]),
            ..leaf
        }
    }

    fn interface_type(&mut self) -> Expr {
        let (at, from) = (self.token.start, self.index());
        self.want(Tok::Interface);
        self.want(Tok::Lbrace);
        let mut height = 0;
        self.list("interface type", Tok::Semi, Tok::Rbrace, |reader| {
            height = height.max(reader.method_or_element());
            false
        });
        Expr {
            height: self.above(&[height]),
            ..Expr::leaf(Kind::InterfaceType, at, from, self.index())
        }
    }

    fn method_or_element(&mut self) -> u32 {
        if !self.at(Tok::Name) {
            return self.type_element(None).height;
        }
        let name = self.name_expr();
        match self.token.tok {
            Tok::Lparen => self.func_type("interface method", false),
            Tok::Lbrack => match self.method_brackets(name) {
                Some(embedded) => self.type_element(Some(embedded)).height,
                None => 0,
            },
            _ => {
                let typ = self.qualified_name(Some(name));
                self.type_element(Some(typ)).height
            }
        }
    }

    /// After a name in an interface: the arguments of an embedded type, or the parameters that a method may not have.
    fn method_brackets(&mut self, name: Expr) -> Option<Expr> {
        let at = self.token.start;
        self.next();
        if self.at(Tok::Rbrack) {
            let close = self.token.start;
            self.next();
            let is_method = self.at(Tok::Lparen);
            self.error_at(
                close,
                if is_method {
                    "empty type parameter list"
                } else {
                    "empty type argument list"
                },
            );
            if is_method {
                self.func_type("interface method", false);
                return None;
            }
            return Some(name);
        }
        let list = self.param_list(None, Tok::Rbrack, false);
        if list.count == 0 || list.named {
            if list.named || self.at(Tok::Lparen) {
                self.func_type("interface method", false);
            }
            if list.named {
                self.error_at(at, "interface method must have no type parameters");
            }
            return None;
        }
        let leaf = Expr::leaf(Kind::Index, at, name.from, self.index());
        Some(Expr {
            start: name.start,
            height: self.above(&[name.height, list.height]),
            ..leaf
        })
    }

    /// `term | term …`; the first may have been read.
    pub(super) fn type_element(&mut self, first: Option<Expr>) -> Expr {
        let mut x = match first {
            Some(first) => first,
            None => self.type_term(),
        };
        while self.at_operator("|") {
            let at = self.token.start;
            self.next();
            let y = self.type_term();
            let leaf = Expr::leaf(Kind::Binary, at, x.from, self.index());
            x = Expr {
                start: x.start,
                height: self.above(&[x.height, y.height]),
                ..leaf
            };
        }
        x
    }

    /// `T` or `~T`.
    fn type_term(&mut self) -> Expr {
        let (at, from) = (self.token.start, self.index());
        if self.at_operator("~") {
            self.next();
            let typ = self.type_().height;
            return Expr {
                height: self.above(&[typ]),
                ..Expr::leaf(Kind::Unary, at, from, self.index())
            };
        }
        if let Some(typ) = self.type_or_none() {
            return typ;
        }
        self.syntax_error("expected ~ term or type");
        self.advance(&[
            Tok::Operator,
            Tok::Semi,
            Tok::Rparen,
            Tok::Rbrack,
            Tok::Rbrace,
        ]);
        Expr::leaf(Kind::Bad, at, from, self.index())
    }
}
