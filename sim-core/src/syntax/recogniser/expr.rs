//! Expressions: operators by precedence, operands and what may follow them, and the elements of literals.

use super::Recogniser;
use super::types::Direction;
use crate::syntax::token::{Literal, Tok};

/// What an expression is, as far as the grammar asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Bad,
    Name,
    Literal,
    Composite,
    FuncLit,
    Selector,
    Index,
    Slice,
    Assert,
    /// `x.(type)`
    TypeGuard,
    Call,
    Unary,
    Binary,
    List,
    ArrayType,
    SliceType,
    StructType,
    FuncType,
    InterfaceType,
    MapType,
    ChanType,
}

impl Kind {
    /// Whether it can only be a type.
    pub(super) fn is_type_literal(self) -> bool {
        use Kind::*;
        matches!(
            self,
            ArrayType | SliceType | StructType | FuncType | InterfaceType | MapType | ChanType
        )
    }
}

/// Whether `type T[x …` has the name of a parameter at the front of `x`, as in `P *C`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// It has not.
    No,
    /// It is just a name.
    Name,
    /// It has, when a comma follows; else it is an array's length.
    WithComma,
    /// It has: what follows the name can only be a type.
    Sure,
}

/// An expression that has been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expr {
    /// Kind, parentheses aside.
    pub kind: Kind,
    /// gc's position of the node, as an offset.
    pub at: usize,
    /// gc's start position.
    pub start: usize,
    /// First token's index, and one past the last's.
    pub from: usize,
    pub to: usize,
    /// Height of the tree.
    pub height: u32,
    /// It stands in parentheses.
    pub parenthesised: bool,
    /// It must be a type element (see gc's rule for type parameters).
    pub type_element: bool,
    /// It must be a value.
    pub value: bool,
    pub split: Split,
    /// Index of its shape among the channel types, for channel types.
    pub chan: Option<usize>,
    /// How many expressions a list has; 1 for others.
    pub count: usize,
    /// Offset of a list's third expression.
    pub third: Option<usize>,
    /// All of a list's expressions are names.
    pub(super) all_names: bool,
}

impl Expr {
    /// An expression of one level.
    pub(super) fn leaf(kind: Kind, at: usize, from: usize, to: usize) -> Expr {
        use Kind::*;
        Expr {
            kind,
            at,
            start: at,
            from,
            to,
            height: 1,
            parenthesised: false,
            type_element: kind.is_type_literal(),
            value: matches!(
                kind,
                Literal | Composite | FuncLit | Slice | Assert | TypeGuard | Call
            ),
            split: Split::No,
            chan: None,
            count: 1,
            third: None,
            all_names: false,
        }
    }

    /// Whether it is a name without parentheses.
    pub(super) fn is_plain_name(&self) -> bool {
        self.kind == Kind::Name && !self.parenthesised
    }

    /// Whether it is a name, or a list of names.
    pub(super) fn is_name_list(&self) -> bool {
        self.is_plain_name() || self.all_names
    }
}

impl Recogniser<'_> {
    /// Any expression.
    pub(super) fn expr(&mut self) -> Expr {
        self.deeper(|reader| reader.binary_expr(None, 0))
    }

    /// `x { op x }` for operators that bind tighter than `precedence`.
    pub(super) fn binary_expr(&mut self, first: Option<Expr>, precedence: u8) -> Expr {
        let mut x = match first {
            Some(x) => x,
            None => self.unary_expr(),
        };
        while matches!(self.token.tok, Tok::Operator | Tok::Star)
            && self.token.precedence > precedence
        {
            let (at, op) = (self.token.start, self.token.op);
            let tighter = self.token.precedence;
            self.next();
            let y = self.binary_expr(None, tighter);
            x = Expr {
                start: x.start,
                height: self.above(&[x.height, y.height]),
                type_element: x.type_element || y.type_element,
                value: true,
                split: split_binary(op, &x, &y),
                ..Expr::leaf(Kind::Binary, at, x.from, self.index())
            };
        }
        x
    }

    fn unary_expr(&mut self) -> Expr {
        let (at, from, op) = (self.token.start, self.index(), self.token.op);
        match self.token.tok {
            Tok::Star | Tok::Operator if matches!(op, "*" | "+" | "-" | "!" | "^" | "~" | "&") => {
                self.next();
                let x = self.deeper(Self::unary_expr);
                Expr {
                    height: self.above(&[x.height]),
                    type_element: x.type_element || op == "~",
                    value: op != "*",
                    ..Expr::leaf(Kind::Unary, at, from, self.index())
                }
            }
            Tok::Arrow => {
                self.next();
                let x = self.deeper(Self::unary_expr);
                if x.kind == Kind::ChanType && !x.parenthesised {
                    self.receive_only(&x);
                    return Expr {
                        at,
                        start: at,
                        from,
                        height: self.above(&[x.height]),
                        ..x
                    };
                }
                let height = self.above(&[x.height]);
                Expr {
                    height,
                    value: true,
                    ..Expr::leaf(Kind::Unary, at, from, self.index())
                }
            }
            _ => self.primary_expr(None),
        }
    }

    /// `<-` before a channel type makes it receive-only; in `<-chan<- chan T` the arrows move on to the element's type.
    fn receive_only(&mut self, typ: &Expr) {
        let mut direction = Direction::SendOnly;
        let mut current = typ.chan;
        let mut blamed = (typ.from, typ.to);
        while direction == Direction::SendOnly {
            let Some(chan) = current.and_then(|index| self.chans.get_mut(index)) else {
                break;
            };
            direction = std::mem::replace(&mut chan.direction, Direction::ReceiveOnly);
            (current, blamed) = (chan.element, chan.element_tokens);
            if direction == Direction::ReceiveOnly {
                self.syntax_error("unexpected <-, expected chan");
            }
        }
        if direction == Direction::SendOnly {
            let blamed = self.render_tokens(blamed.0, blamed.1);
            self.syntax_error(&format!("unexpected {blamed}, expected chan"));
        }
    }

    /// What stands for an expression that is missing; the tokens since `from` were skipped in search of the next.
    pub(super) fn bad_expr(&mut self, at: usize, from: usize) -> Expr {
        let to = self.index();
        self.bad.push((from, to));
        Expr::leaf(Kind::Bad, at, from, to)
    }

    fn operand(&mut self) -> Expr {
        let (at, from) = (self.token.start, self.index());
        match self.token.tok {
            Tok::Name => self.name_expr(),
            Tok::Literal => {
                self.next();
                Expr::leaf(Kind::Literal, at, from, self.index())
            }
            Tok::Lparen => {
                self.next();
                self.expression_level += 1;
                let x = self.expr();
                self.expression_level -= 1;
                self.want(Tok::Rparen);
                let (to, height) = (self.index(), self.above(&[x.height]));
                Expr {
                    at,
                    start: at,
                    from,
                    to,
                    height,
                    parenthesised: true,
                    split: Split::No,
                    ..x
                }
            }
            Tok::Func => {
                self.next();
                let signature_at = self.token.start;
                let typ = self.func_type("function type", false);
                if !self.at(Tok::Lbrace) {
                    return Expr {
                        height: typ,
                        ..Expr::leaf(Kind::FuncType, signature_at, from, self.index())
                    };
                }
                self.expression_level += 1;
                let body = self.func_body();
                self.expression_level -= 1;
                Expr {
                    height: self.above(&[typ, body]),
                    ..Expr::leaf(Kind::FuncLit, at, from, self.index())
                }
            }
            Tok::Lbrack | Tok::Chan | Tok::Map | Tok::Struct | Tok::Interface => self.type_(),
            _ => {
                self.syntax_error("expected expression");
                self.advance(&[Tok::Rparen, Tok::Rbrack, Tok::Rbrace]);
                self.bad_expr(at, from)
            }
        }
    }

    /// An operand with selectors, indices, calls and literals' braces behind it.
    pub(super) fn primary_expr(&mut self, first: Option<Expr>) -> Expr {
        let mut x = match first {
            Some(x) => x,
            None => self.operand(),
        };
        loop {
            x = match self.token.tok {
                Tok::Dot => self.after_dot(x),
                Tok::Lbrack => self.index_or_slice(x),
                Tok::Lparen => self.call(x),
                Tok::Lbrace if self.is_literal_type(&x) => {
                    if x.parenthesised {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    let at = self.token.start;
                    let value = self.literal_value();
                    let leaf = Expr::leaf(Kind::Composite, at, x.from, self.index());
                    Expr {
                        start: x.start,
                        height: self.above(&[x.height, value]),
                        ..leaf
                    }
                }
                _ => return x,
            };
        }
    }

    /// Whether a `{` after this expression opens a literal's elements rather than a block.
    fn is_literal_type(&self, x: &Expr) -> bool {
        match x.kind {
            Kind::Name | Kind::Selector => self.expression_level >= 0,
            Kind::Index => self.expression_level >= 0 && !x.value,
            Kind::ArrayType | Kind::SliceType | Kind::StructType | Kind::MapType => true,
            _ => false,
        }
    }

    fn after_dot(&mut self, x: Expr) -> Expr {
        let at = self.token.start;
        self.next();
        let (kind, part) = match self.token.tok {
            Tok::Name => {
                self.next();
                (Kind::Selector, 0)
            }
            Tok::Lparen => {
                self.next();
                let (kind, part) = match self.got(Tok::Type) {
                    true => (Kind::TypeGuard, 0),
                    false => (Kind::Assert, self.type_().height),
                };
                self.want(Tok::Rparen);
                (kind, part)
            }
            _ => {
                self.syntax_error("expected name or (");
                self.advance(&[Tok::Semi, Tok::Rparen]);
                return x;
            }
        };
        if kind == Kind::TypeGuard {
            self.guards.push((at, x.start));
        }
        let leaf = Expr::leaf(kind, at, x.from, self.index());
        Expr {
            start: x.start,
            height: self.above(&[x.height, part]),
            ..leaf
        }
    }

    fn call(&mut self, x: Expr) -> Expr {
        let at = self.token.start;
        self.next();
        self.expression_level += 1;
        let (mut height, mut count, mut dots, mut first) = (0, 0, false, None);
        self.list("argument list", Tok::Comma, Tok::Rparen, |reader| {
            let argument = reader.expr();
            height = height.max(argument.height);
            count += 1;
            first = first.or(Some(argument));
            dots = reader.got(Tok::DotDotDot);
            dots
        });
        self.expression_level -= 1;
        let split = match first {
            Some(argument) if x.kind == Kind::Name && !x.parenthesised && count == 1 && !dots => {
                if argument.type_element {
                    Split::Sure
                } else {
                    Split::WithComma
                }
            }
            _ => Split::No,
        };
        let leaf = Expr::leaf(Kind::Call, at, x.from, self.index());
        Expr {
            start: x.start,
            height: self.above(&[x.height, height]),
            split,
            ..leaf
        }
    }

    /// `x[i]`, `x[T, U]`, `x[i:j]`, `x[i:j:k]`.
    fn index_or_slice(&mut self, x: Expr) -> Expr {
        let at = self.token.start;
        self.next();
        let mut inner = 0;
        if !self.at(Tok::Colon) {
            let mut comma = false;
            let mut value = false;
            if self.at(Tok::Rbrack) {
                self.syntax_error("expected operand");
            } else {
                let list = self.type_list(false);
                (inner, comma, value) = (list.height, list.comma, list.value);
            }
            if comma || self.at(Tok::Rbrack) {
                self.want(Tok::Rbrack);
                let leaf = Expr::leaf(Kind::Index, at, x.from, self.index());
                let height = self.above(&[x.height, inner]);
                return Expr {
                    start: x.start,
                    height,
                    value: x.value || value,
                    ..leaf
                };
            }
        }
        if !self.got(Tok::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.advance(&[Tok::Comma, Tok::Colon, Tok::Rbrack]);
        }
        self.expression_level += 1;
        let parts = self.slice_bounds();
        self.expression_level -= 1;
        self.want(Tok::Rbrack);
        let height = self.above(&[x.height, inner, parts]);
        Expr {
            height,
            ..Expr::leaf(Kind::Slice, at, x.from, self.index())
        }
    }

    /// What follows the first colon of a slice expression.
    fn slice_bounds(&mut self) -> u32 {
        let mut height = 0;
        let middle = !matches!(self.token.tok, Tok::Colon | Tok::Rbrack);
        if middle {
            height = self.expr().height;
        }
        if self.at(Tok::Colon) {
            if !middle {
                self.error_at(self.token.start, "middle index required in 3-index slice");
            }
            self.next();
            if self.at(Tok::Rbrack) {
                self.error_at(self.token.start, "final index required in 3-index slice");
            } else {
                height = height.max(self.expr().height);
            }
        }
        height
    }

    /// `{ elements }`; returns the height.
    fn literal_value(&mut self) -> u32 {
        self.expression_level += 1;
        self.want(Tok::Lbrace);
        let mut height = 0;
        self.list("composite literal", Tok::Comma, Tok::Rbrace, |reader| {
            height = height.max(reader.element());
            if reader.got(Tok::Colon) {
                height = height.max(reader.element());
            }
            false
        });
        self.expression_level -= 1;
        self.above(&[height])
    }

    fn element(&mut self) -> u32 {
        match self.at(Tok::Lbrace) {
            true => self.deeper(Self::literal_value),
            false => self.expr().height,
        }
    }

    /// One or more expressions with commas between them.
    pub(super) fn expr_list(&mut self) -> Expr {
        let first = self.expr();
        if !self.at(Tok::Comma) {
            return first;
        }
        let mut list = Expr {
            start: first.start,
            height: first.height,
            all_names: first.is_plain_name(),
            ..Expr::leaf(Kind::List, first.at, first.from, first.to)
        };
        while self.got(Tok::Comma) {
            let x = self.expr();
            list.count += 1;
            list.height = list.height.max(x.height);
            list.third = list.third.or((list.count == 3).then_some(x.start));
            list.all_names &= x.is_plain_name();
        }
        list.to = self.index();
        list
    }

    /// The token that a literal's text begins with, for kinds of literals.
    pub(super) fn literal_kind(&self) -> Option<Literal> {
        self.at(Tok::Literal).then_some(self.token.literal)
    }
}

/// See [`Split`], for `x op y`.
fn split_binary(op: &str, x: &Expr, y: &Expr) -> Split {
    let sure_if = |sure: bool| if sure { Split::Sure } else { Split::WithComma };
    match (op, x.split) {
        ("*", Split::Name) if !x.parenthesised => sure_if(y.type_element),
        ("|", Split::Sure) => Split::Sure,
        ("|", Split::WithComma) => sure_if(y.type_element),
        _ => Split::No,
    }
}
