//! Simple statements and the headers of `if`, `for` and `switch`.

use super::expr::{Expr, Kind};
use super::{Edit, Recogniser};
use crate::syntax::token::{Semi, Tok};

/// Kinds of simple statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SimpleKind {
    Expr,
    Assign,
    Define,
    OpAssign,
    IncDec,
    Send,
    Range,
}

/// A simple statement that has been read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Simple {
    pub kind: SimpleKind,
    /// gc's position of the statement.
    pub at: usize,
    /// The left side, or the only expression.
    pub x: Expr,
    /// The right side of an assignment.
    pub y: Option<Expr>,
    pub height: u32,
}

impl Simple {
    /// Whether it is `x.(type)` or `name := x.(type)`: what makes a switch a type switch.
    fn guard(&self) -> Option<Expr> {
        let is_guard = |x: &Expr| x.kind == Kind::TypeGuard && !x.parenthesised;
        match (self.kind, self.y) {
            (SimpleKind::Expr, _) if is_guard(&self.x) => Some(self.x),
            (SimpleKind::Define, Some(y)) if is_guard(&y) && self.x.is_plain_name() => Some(y),
            _ => None,
        }
    }
}

/// A statement's header.
#[derive(Default)]
pub(super) struct Header {
    pub height: u32,
    /// It makes a type switch.
    pub type_switch: bool,
}

impl Recogniser<'_> {
    /// A simple statement; the left side may have been read. `keyword` is that of the statement whose header this is in.
    pub(super) fn simple_stmt(&mut self, left: Option<Expr>, keyword: Option<Tok>) -> Simple {
        if keyword == Some(Tok::For) && left.is_none() && self.at(Tok::Range) {
            return self.range(None, false);
        }
        let left = match left {
            Some(left) => left,
            None => self.expr_list(),
        };
        let at = self.token.start;
        let simple = |kind, y: Option<Expr>, height| Simple {
            kind,
            at,
            x: left,
            y,
            height,
        };
        match self.token.tok {
            Tok::Assign | Tok::Define => return self.assignment(left, keyword),
            _ if left.kind == Kind::List => {
                self.syntax_error("expected := or = or comma");
                self.advance(&[Tok::Semi, Tok::Rbrace]);
            }
            Tok::AssignOp | Tok::Arrow => {
                let kind = if self.at(Tok::Arrow) {
                    SimpleKind::Send
                } else {
                    SimpleKind::OpAssign
                };
                self.next();
                let right = self.expr();
                let height = self.above(&[left.height, right.height]);
                return simple(kind, Some(right), height);
            }
            Tok::IncOp => {
                self.next();
                let height = self.above(&[left.height]);
                return simple(SimpleKind::IncDec, None, height);
            }
            _ => {}
        }
        let height = self.above(&[left.height]);
        Simple {
            at: left.at,
            ..simple(SimpleKind::Expr, None, height)
        }
    }

    fn assignment(&mut self, left: Expr, keyword: Option<Tok>) -> Simple {
        let (at, index) = (self.token.start, self.index());
        let define = self.at(Tok::Define);
        self.next();
        if keyword == Some(Tok::For) && self.at(Tok::Range) {
            return self.range(Some(left), define);
        }
        let right = self.expr_list();
        if define && !left.is_name_list() {
            self.edit(index, Edit::Assign);
        }
        for _ in left.count..right.count {
            self.edit(index, Edit::Pad);
        }
        let kind = if define {
            SimpleKind::Define
        } else {
            SimpleKind::Assign
        };
        Simple {
            kind,
            at,
            x: left,
            y: Some(right),
            height: self.above(&[left.height, right.height]),
        }
    }

    fn range(&mut self, left: Option<Expr>, define: bool) -> Simple {
        let at = self.token.start;
        if define && left.is_some_and(|left| !left.is_name_list()) {
            self.edit(self.index().saturating_sub(1), Edit::Assign);
        }
        self.next();
        let right = self.expr();
        let x = left.unwrap_or(right);
        if let Some(third) = left.and_then(|left| left.third) {
            self.late_error(
                third,
                "range clause permits at most two iteration variables",
            );
        }
        Simple {
            kind: SimpleKind::Range,
            at,
            x,
            y: Some(right),
            height: self.above(&[x.height, right.height]),
        }
    }

    /// The header of an `if`, `for` or `switch`, keyword included.
    pub(super) fn header(&mut self, keyword: Tok) -> Header {
        self.want(keyword);
        if self.at(Tok::Lbrace) {
            if keyword == Tok::If {
                self.syntax_error("missing condition in if statement");
            }
            return Header::default();
        }
        let outer = std::mem::replace(&mut self.expression_level, -1);
        let header = self.header_parts(keyword);
        self.expression_level = outer;
        header
    }

    fn header_parts(&mut self, keyword: Tok) -> Header {
        let mut init = None;
        if !self.at(Tok::Semi) {
            if self.got(Tok::Var) {
                let statement = keyword.text();
                self.syntax_error(&format!(
                    "var declaration not allowed in {statement} initializer"
                ));
            }
            let simple = self.simple_stmt(None, Some(keyword));
            if simple.kind == SimpleKind::Range {
                return Header {
                    height: simple.height,
                    type_switch: false,
                };
            }
            init = Some(simple);
        }
        if self.at(Tok::Lbrace) {
            return self.condition(keyword, init, None, init.map_or(0, |init| init.height));
        }
        let mut semi = None;
        if self.at(Tok::Semi) {
            semi = Some((self.token.start, self.token.semi));
            self.next();
        } else {
            self.want(Tok::Lbrace);
            if !self.at(Tok::Lbrace) {
                self.advance(&[Tok::Lbrace, Tok::Rbrace]);
            }
        }
        let mut height = init.map_or(0, |init| init.height);
        let mut cond = None;
        if keyword == Tok::For {
            if !self.at(Tok::Semi) {
                if self.at(Tok::Lbrace) {
                    self.syntax_error("expected for loop condition");
                    return Header {
                        height,
                        type_switch: false,
                    };
                }
                cond = Some(self.simple_stmt(None, None));
            }
            self.want(Tok::Semi);
            if !self.at(Tok::Lbrace) {
                let post = self.simple_stmt(None, None);
                height = height.max(post.height);
                if post.kind == SimpleKind::Define {
                    self.syntax_error_at(post.at, "cannot declare in post statement of for loop");
                }
            }
        } else if !self.at(Tok::Lbrace) {
            cond = Some(self.simple_stmt(None, Some(keyword)));
        }
        height = height.max(cond.map_or(0, |cond| cond.height));
        self.condition(keyword, cond, semi, height)
    }

    /// Checks that what stands in a condition's place is an expression.
    fn condition(
        &mut self,
        keyword: Tok,
        cond: Option<Simple>,
        semi: Option<(usize, Semi)>,
        height: u32,
    ) -> Header {
        let mut header = Header {
            height,
            type_switch: false,
        };
        match (cond, semi) {
            (None, Some((at, semi))) if keyword == Tok::If => match semi {
                Semi::Semicolon => self.syntax_error_at(at, "missing condition in if statement"),
                _ => {
                    let message =
                        format!("unexpected {}, expected {{ after if clause", semi.text());
                    self.syntax_error_at(at, &message);
                }
            },
            (None, _) => {}
            (Some(cond), _) => {
                let guard = cond.guard().filter(|_| keyword == Tok::Switch);
                header.type_switch = guard.is_some();
                if let Some(guard) = guard {
                    self.guards.retain(|(at, _)| *at != guard.at);
                } else if cond.kind != SimpleKind::Expr {
                    let text = self.render_simple(&cond);
                    self.syntax_error_at(cond.at, &format!("cannot use {text} as value"));
                }
            }
        }
        header
    }

    /// A simple statement as a message quotes it.
    fn render_simple(&self, simple: &Simple) -> String {
        match (simple.kind, simple.y) {
            (SimpleKind::Assign, Some(y)) => {
                let (x, y) = (
                    self.render_emphasised(&simple.x),
                    self.render_emphasised(&y),
                );
                format!("assignment {x} = {y}")
            }
            (_, Some(y)) => self.render_tokens(simple.x.from, y.to),
            (_, None) => self.render_tokens(simple.x.from, simple.x.to + 1),
        }
    }
}
