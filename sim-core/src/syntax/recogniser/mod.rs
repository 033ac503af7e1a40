//! Decides whether a text is Go, and says what is wrong with it in the Go compiler's words.
//!
//! gosyn builds the tree, but it takes much that is not Go and its errors are its own. This is a recursive-descent reader
//! of the grammar that builds no tree: it consumes tokens, reports errors where and as `cmd/compile` does (it was written
//! with that compiler's order of questions in mind, since the order decides which error is seen), and resumes after them
//! at the same tokens. It runs on every text, before gosyn, and thereby guarantees three things:
//! - what reaches gosyn is syntactically valid Go;
//! - the tree's height is at most [`HEIGHT_MAX`], so that every later pass (and `Drop`) may recurse over it;
//! - gosyn never meets what it cannot take: small rewritings that leave the meaning alone are collected as [`Edit`]s.
//!
//! Errors come in two kinds, as in gc: *syntax* errors end the work; *late* errors are those that gc's type checker reports but
//! gosyn's tree cannot carry (`go x` without a call, say). Late errors count only when there is no syntax error.
//!
//! Every loop consumes a token or ends at the end of the file, every recursion is counted.

mod decl;
mod expr;
mod params;
mod render;
mod simple;
mod stmt;
mod types;

use super::Dialect;
use super::scanner::Scanner;
use super::token::{Tok, Token};
use crate::diagnostic::Diagnostics;
use crate::source::Pos;

/// The greatest height of a syntax tree that is accepted. Real programs stay far below; with this limit the
/// whole parser needs less than 512 KB of stack.
pub const HEIGHT_MAX: u32 = 100;

/// A change to the token text that gosyn gets, where it could not parse the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Insert `;`: gosyn requires it before some closing brackets.
    Semi,
    /// Insert `(`: gosyn does not expect a statement to begin with the operator that follows.
    Open,
    /// Insert `)`.
    Close,
    /// Insert `interface {`: gosyn does not take every constraint that is written without.
    OpenConstraint,
    /// Insert `}`.
    CloseConstraint,
    /// Insert `()`: gosyn wants a call after `go` and `defer`, and the error is the checker's to report.
    Call,
    /// Insert `, _`: gosyn insists on as many targets as values.
    Pad,
    /// Write the `:=` that follows as `=`: gosyn defines nothing but names, and the error is the checker's to report.
    Assign,
    /// Leave out the token that follows: it was reported.
    Drop,
}

/// What the recogniser found out.
pub struct Recognised {
    /// All tokens, inserted semicolons among them, without the final end of file.
    pub tokens: Vec<Token>,
    /// Where to insert what, by the index of the token before which it goes; in order.
    pub edits: Vec<(usize, Edit)>,
    /// The methods that have type parameters, in order.
    pub generic_methods: Vec<GenericMethod>,
    /// What is wrong inside literals and the like, which does not keep gc from checking the rest.
    pub errors: Diagnostics,
}

/// A method with type parameters, which gosyn does not know: they are given to it in a declaration of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenericMethod {
    /// Index of its token `func`.
    pub func: usize,
    /// Index of the `[` of its parameters.
    pub open: usize,
    /// Index of the token after their `]`.
    pub after: usize,
}

/// Reads a text whose first byte is at `base`.
///
/// # Errors
/// All errors, in the order in which gc would find them.
pub fn recognise(text: &str, base: Pos, dialect: Dialect) -> Result<Recognised, Diagnostics> {
    let mut reader = Recogniser {
        scanner: Scanner::new(text),
        base,
        token: Token::plain(Tok::Eof, 0, 0),
        tokens: Vec::new(),
        edits: Vec::new(),
        syntax: Diagnostics::new(),
        late: Diagnostics::new(),
        goes_on: true,
        chans: Vec::new(),
        guards: Vec::new(),
        bad: Vec::new(),
        function_level: 0,
        expression_level: 0,
        depth: 0,
        gave_up: false,
        dialect,
        generic_methods: Vec::new(),
    };
    reader.token = reader.scan();
    reader.file();
    for (_, start) in std::mem::take(&mut reader.guards) {
        reader.late_error(
            start,
            "invalid syntax tree: use of .(type) outside type switch",
        );
    }
    let checkable = reader.goes_on && reader.late.is_empty();
    let mut errors = reader.syntax;
    if reader.goes_on {
        errors.append(reader.late);
    }
    match checkable {
        false => Err(errors),
        true => {
            reader.edits.sort_by_key(|(index, _)| *index);
            Ok(Recognised {
                tokens: reader.tokens,
                edits: reader.edits,
                generic_methods: reader.generic_methods,
                errors,
            })
        }
    }
}

/// The reader's state.
struct Recogniser<'a> {
    scanner: Scanner<'a>,
    base: Pos,
    /// The current token, not yet consumed.
    token: Token,
    /// All consumed tokens; its length is the index of the current one.
    tokens: Vec<Token>,
    edits: Vec<(usize, Edit)>,
    syntax: Diagnostics,
    late: Diagnostics,
    /// All syntax errors so far are such that gc goes on: inside literals, or about a `...`.
    goes_on: bool,
    /// Shapes of channel types seen, see [`expr::Expr::chan`].
    chans: Vec<types::Chan>,
    /// Each `x.(type)` that no switch has claimed: gc's position and start of it.
    guards: Vec<(usize, usize)>,
    /// Token ranges skipped where an expression was missing.
    bad: Vec<(usize, usize)>,
    /// How many function bodies are open: inside, recovery stops at statement keywords, too.
    function_level: u32,
    /// Below 0 in the header of a statement, where `{` opens a block and not a literal.
    expression_level: i32,
    /// How many counted recursions are open.
    depth: u32,
    /// The text is nested too deeply: that is all there is to say.
    gave_up: bool,
    dialect: Dialect,
    generic_methods: Vec<GenericMethod>,
}

impl Recogniser<'_> {
    fn text(&self) -> &str {
        self.scanner.text
    }

    /// Scans a token and passes on the scanner's errors.
    fn scan(&mut self) -> Token {
        let token = self.scanner.next();
        let errors = std::mem::take(&mut self.scanner.errors);
        let bad = errors.iter().any(|(offset, _)| *offset >= token.start);
        for (offset, message) in errors {
            match token.tok == Tok::Literal && bad && !self.gave_up {
                true => self.syntax.report(self.base.plus(offset), message),
                false => self.error_at(offset, message),
            }
        }
        Token { bad, ..token }
    }

    /// Consumes the current token.
    fn next(&mut self) {
        if self.token.tok != Tok::Eof {
            self.tokens.push(self.token);
            self.token = self.scan();
        }
    }

    fn at(&self, tok: Tok) -> bool {
        self.token.tok == tok
    }

    fn at_operator(&self, op: &str) -> bool {
        self.token.tok == Tok::Operator && self.token.op == op
    }

    fn got(&mut self, tok: Tok) -> bool {
        let found = self.at(tok);
        if found {
            self.next();
        }
        found
    }

    fn want(&mut self, tok: Tok) {
        if !self.got(tok) {
            self.syntax_error(&format!("expected {}", self.name_of(tok)));
            self.advance(&[]);
        }
    }

    /// The index that the current token will have among the consumed ones.
    fn index(&self) -> usize {
        self.tokens.len()
    }

    fn edit(&mut self, before: usize, edit: Edit) {
        self.edits.push((before, edit));
    }

    /// Reports an error of the compiler's front end at a byte offset.
    fn error_at(&mut self, offset: usize, message: impl Into<String>) {
        self.goes_on = false;
        if !self.gave_up {
            self.syntax.report(self.base.plus(offset), message);
        }
    }

    /// Reports an error that gc's type checker would report.
    fn late_error(&mut self, offset: usize, message: impl Into<String>) {
        self.late.report(self.base.plus(offset), message);
    }

    fn syntax_error(&mut self, message: &str) {
        self.syntax_error_at(self.token.start, message);
    }

    /// Reports `syntax error: …`. A message that begins with "in", "at", "after" or "expected" continues a sentence
    /// that names the current token.
    fn syntax_error_at(&mut self, offset: usize, message: &str) {
        if self.at(Tok::Eof) && !self.syntax.is_empty() {
            self.goes_on = false;
            return;
        }
        let continues = |words: &[&str]| words.iter().any(|word| message.starts_with(word));
        let joint = match () {
            () if continues(&["in ", "at ", "after "]) => " ",
            () if continues(&["expected "]) => ", ",
            () => {
                self.error_at(offset, format!("syntax error: {message}"));
                return;
            }
        };
        let token = self.describe_token();
        self.error_at(
            offset,
            format!("syntax error: unexpected {token}{joint}{message}"),
        );
    }

    fn describe_token(&self) -> String {
        let token = self.token;
        let spelling = || self.text().get(token.start..token.end).unwrap_or("");
        match token.tok {
            Tok::Name => format!("name {}", spelling()),
            Tok::Semi => token.semi.text().to_string(),
            Tok::Literal => format!("literal {}", spelling()),
            Tok::Operator => token.op.to_string(),
            Tok::AssignOp => format!("{}=", token.op),
            Tok::IncOp => format!("{0}{0}", token.op),
            tok => self.name_of(tok),
        }
    }

    /// A token in the words of errors.
    fn name_of(&self, tok: Tok) -> String {
        match self.dialect.names_keywords && tok.is_keyword() {
            true => format!("keyword {}", tok.text()),
            false => tok.text().to_string(),
        }
    }

    /// Skips to a token of `follow`, or to a statement's keyword inside a function; with an empty list skips one token.
    fn advance(&mut self, follow: &[Tok]) {
        let stop = |reader: &Self| {
            let tok = reader.token.tok;
            let keyword = !follow.is_empty() && reader.function_level > 0 && tok.starts_statement();
            tok == Tok::Eof || keyword || follow.contains(&tok)
        };
        while !stop(self) {
            self.next();
            if follow.is_empty() {
                break;
            }
        }
    }

    /// Runs `read` one level deeper; gives up beyond the limit.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        self.check_height(self.depth);
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Gives up when a tree would be higher than the limit; returns the height.
    fn check_height(&mut self, height: u32) -> u32 {
        if height > HEIGHT_MAX && !self.gave_up {
            self.error_at(
                self.token.start,
                format!("program is nested too deeply (more than {HEIGHT_MAX} levels)"),
            );
            self.gave_up = true;
            self.scanner = Scanner::new("");
            let end = self.token.end;
            self.token = Token::plain(Tok::Eof, end, end);
        }
        height.min(HEIGHT_MAX)
    }

    /// The height of a node above parts of the given heights.
    fn above(&mut self, heights: &[u32]) -> u32 {
        let highest = heights.iter().copied().max().unwrap_or(0);
        self.check_height(highest + 1)
    }

    /// `[ element { sep element } [ sep ] ] close`; `element` says whether it must be the last.
    fn list(
        &mut self,
        context: &str,
        sep: Tok,
        close: Tok,
        mut element: impl FnMut(&mut Self) -> bool,
    ) -> usize {
        let mut done = false;
        while !self.at(Tok::Eof) && !self.at(close) && !done {
            done = element(self);
            if !self.got(sep) && !self.at(close) {
                let (sep, end) = (sep.text(), close.text());
                self.syntax_error(&format!("in {context}; possibly missing {sep} or {end}"));
                self.advance(&[Tok::Rparen, Tok::Rbrack, Tok::Rbrace]);
                if !self.at(close) {
                    return self.token.start;
                }
            }
        }
        let end = self.token.start;
        self.want(close);
        end
    }
}
