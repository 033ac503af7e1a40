//! Statements and blocks. Functions return the height of what they have read; `None` where no statement begins.

use super::expr::{Expr, Kind};
use super::simple::{Simple, SimpleKind};
use super::{Edit, Recogniser};
use crate::syntax::token::Tok;

impl Recogniser<'_> {
    /// A block. `context` says what it belongs to, or is empty where the current token is known to be `{`.
    pub(super) fn block(&mut self, context: &str) -> u32 {
        if !self.got(Tok::Lbrace) {
            self.syntax_error(&format!("expected {{ after {context}"));
            self.advance(&[Tok::Name, Tok::Rbrace]);
            if self.got(Tok::Rbrace) {
                return 0;
            }
        }
        let height = self.stmt_list();
        self.close_block();
        self.above(&[height])
    }

    /// The `}` of a block; gosyn wants some last statements ended.
    fn close_block(&mut self) {
        let ended = self
            .tokens
            .last()
            .is_none_or(|token| matches!(token.tok, Tok::Semi | Tok::Lbrace | Tok::Colon));
        if self.at(Tok::Rbrace) && !ended {
            self.edit(self.index(), Edit::Semi);
        }
        self.want(Tok::Rbrace);
    }

    fn stmt_list(&mut self) -> u32 {
        let mut height = 0;
        while !matches!(
            self.token.tok,
            Tok::Eof | Tok::Rbrace | Tok::Case | Tok::Default
        ) {
            let Some(stmt) = self.deeper(Self::stmt_or_none) else {
                break;
            };
            height = height.max(stmt);
            if !self.got(Tok::Semi) && !self.at(Tok::Rbrace) {
                self.syntax_error("at end of statement");
                self.advance(&[Tok::Semi, Tok::Rbrace, Tok::Case, Tok::Default]);
                self.got(Tok::Semi);
            }
        }
        height
    }

    fn stmt_or_none(&mut self) -> Option<u32> {
        let tok = self.token.tok;
        Some(match tok {
            Tok::Name => {
                let left = self.expr_list();
                if left.is_plain_name() && self.at(Tok::Colon) {
                    return self.labeled();
                }
                self.simple_stmt(Some(left), None).height
            }
            Tok::Var | Tok::Const | Tok::Type => {
                self.next();
                self.declaration(tok)
            }
            Tok::Lbrace => self.block(""),
            Tok::Operator | Tok::Star
                if matches!(self.token.op, "+" | "-" | "*" | "&" | "^" | "!") =>
            {
                self.unary_stmt()
            }
            Tok::Literal
            | Tok::Func
            | Tok::Lparen
            | Tok::Lbrack
            | Tok::Struct
            | Tok::Map
            | Tok::Chan
            | Tok::Interface
            | Tok::Arrow => self.simple_stmt(None, None).height,
            Tok::For => {
                let header = self.header(Tok::For).height;
                let body = self.block("for clause");
                self.above(&[header, body])
            }
            Tok::Switch => self.switch_stmt(),
            Tok::Select => self.select_stmt(),
            Tok::If => self.if_stmt(),
            Tok::Fallthrough => {
                self.next();
                1
            }
            Tok::Break | Tok::Continue => {
                self.next();
                self.got(Tok::Name);
                1
            }
            Tok::Go | Tok::Defer => self.call_stmt(),
            Tok::Goto => {
                self.next();
                self.name();
                1
            }
            Tok::Return => {
                self.next();
                match self.token.tok {
                    Tok::Semi | Tok::Rbrace => 1,
                    _ => self.expr_list().height,
                }
            }
            Tok::Semi => 1,
            _ => return None,
        })
    }

    /// A statement that begins with an operator. gosyn does not know that `&` may be one of them.
    fn unary_stmt(&mut self) -> u32 {
        let (address, from) = (self.token.op == "&", self.index());
        let left = self.expr_list();
        if address && left.kind != Kind::List {
            self.edit(from, Edit::Open);
            self.edit(left.to, Edit::Close);
        }
        self.simple_stmt(Some(left), None).height
    }

    fn labeled(&mut self) -> Option<u32> {
        let colon = self.token.start;
        self.want(Tok::Colon);
        if self.at(Tok::Rbrace) {
            return Some(1);
        }
        match self.deeper(Self::stmt_or_none) {
            Some(height) => Some(self.above(&[height])),
            None => {
                self.syntax_error_at(colon, "missing statement after label");
                None
            }
        }
    }

    fn if_stmt(&mut self) -> u32 {
        let header = self.header(Tok::If).height;
        let body = self.block("if clause");
        let mut other = 0;
        if self.got(Tok::Else) {
            other = match self.token.tok {
                Tok::If => self.deeper(Self::if_stmt),
                Tok::Lbrace => self.block(""),
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.advance(&[Tok::Name, Tok::Rbrace]);
                    0
                }
            };
        }
        self.above(&[header, body, other])
    }

    fn call_stmt(&mut self) -> u32 {
        let keyword = self.token.tok.text();
        self.next();
        let x = self.primary_expr(None);
        if x.parenthesised {
            self.error_at(
                x.at,
                format!("expression in {keyword} must not be parenthesized"),
            );
        } else if x.kind != Kind::Call {
            self.edit(x.to, Edit::Call);
        }
        self.above(&[x.height])
    }

    fn switch_stmt(&mut self) -> u32 {
        let header = self.header(Tok::Switch);
        self.open_cases("switch clause");
        let mut height = header.height;
        while !matches!(self.token.tok, Tok::Eof | Tok::Rbrace) {
            height = height.max(self.case_clause(header.type_switch));
        }
        self.close_block();
        self.above(&[height])
    }

    fn open_cases(&mut self, context: &str) {
        if !self.got(Tok::Lbrace) {
            self.syntax_error(&format!("missing {{ after {context}"));
            self.advance(&[Tok::Case, Tok::Default, Tok::Rbrace]);
        }
    }

    fn case_clause(&mut self, type_switch: bool) -> u32 {
        let mut height = 0;
        match self.token.tok {
            Tok::Case => {
                self.next();
                height = match type_switch {
                    true => self.case_types(),
                    false => self.expr_list().height,
                };
            }
            Tok::Default => self.next(),
            _ => self.no_case(),
        }
        self.want(Tok::Colon);
        let body = self.stmt_list();
        self.above(&[height, body])
    }

    /// The list of a type switch's case: expressions to gc's parser, types to gosyn's.
    fn case_types(&mut self) -> u32 {
        let mut height = 0;
        loop {
            let x = self.expr();
            height = height.max(x.height);
            if x.kind != Kind::Bad && self.is_no_type(&x) {
                let text = self.render(&x);
                self.late_error(x.start, format!("{text} is not a type"));
            }
            if !self.got(Tok::Comma) {
                return height;
            }
        }
    }

    fn is_no_type(&self, x: &Expr) -> bool {
        let star = self
            .tokens
            .get(x.from)
            .is_some_and(|token| matches!(token.tok, Tok::Star | Tok::Lparen));
        x.value || matches!(x.kind, Kind::Binary) || (x.kind == Kind::Unary && !star)
    }

    fn no_case(&mut self) {
        self.syntax_error("expected case or default or }");
        self.advance(&[Tok::Colon, Tok::Case, Tok::Default, Tok::Rbrace]);
    }

    fn select_stmt(&mut self) -> u32 {
        self.want(Tok::Select);
        self.open_cases("select clause");
        let mut height = 0;
        while !matches!(self.token.tok, Tok::Eof | Tok::Rbrace) {
            height = height.max(self.comm_clause());
        }
        self.close_block();
        self.above(&[height])
    }

    fn comm_clause(&mut self) -> u32 {
        let mut height = 0;
        match self.token.tok {
            Tok::Case => {
                self.next();
                let comm = self.simple_stmt(None, None);
                height = comm.height;
                self.check_comm(&comm);
            }
            Tok::Default => self.next(),
            _ => self.no_case(),
        }
        self.want(Tok::Colon);
        let body = self.stmt_list();
        self.above(&[height, body])
    }

    /// A case of a select must send or receive.
    fn check_comm(&mut self, comm: &Simple) {
        let receives =
            |x: &Expr| x.kind == Kind::Unary && self.first_operand_token(x) == Some(Tok::Arrow);
        let (valid, at) = match (comm.kind, comm.y) {
            (SimpleKind::Send, _) => (true, comm.at),
            (SimpleKind::Expr, _) => (receives(&comm.x), comm.at),
            (SimpleKind::Assign | SimpleKind::Define, Some(y)) => {
                (y.count == 1 && receives(&y), comm.x.start)
            }
            _ => (false, comm.x.start),
        };
        if !valid {
            self.late_error(
                at,
                "select case must be send or receive (possibly with assignment)",
            );
        } else if let (Some(y), true) = (comm.y, comm.x.count > 2) {
            let count = comm.x.count;
            self.late_error(
                y.start,
                format!("assignment mismatch: {count} variables but 1 value"),
            );
        }
    }

    /// The first token of an expression that is not an opening parenthesis.
    fn first_operand_token(&self, x: &Expr) -> Option<Tok> {
        let tokens = self.tokens.get(x.from..x.to)?;
        tokens
            .iter()
            .map(|token| token.tok)
            .find(|tok| *tok != Tok::Lparen)
    }
}
