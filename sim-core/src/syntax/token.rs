//! Tokens as the Go compiler's scanner classifies them: its syntax errors name tokens in these classes.

/// A class of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tok {
    Eof,
    Name,
    Literal,
    /// An operator that is none of the classes below; `*` is [`Tok::Star`].
    Operator,
    /// `op=`
    AssignOp,
    /// `++` and `--`
    IncOp,
    Assign,
    Define,
    Arrow,
    Star,
    Lparen,
    Lbrack,
    Lbrace,
    Rparen,
    Rbrack,
    Rbrace,
    Comma,
    Semi,
    Colon,
    Dot,
    DotDotDot,
    Break,
    Case,
    Chan,
    Const,
    Continue,
    Default,
    Defer,
    Else,
    Fallthrough,
    For,
    Func,
    Go,
    Goto,
    If,
    Import,
    Interface,
    Map,
    Package,
    Range,
    Return,
    Select,
    Struct,
    Switch,
    Type,
    Var,
}

/// Keywords and their tokens, sorted.
const KEYWORDS: [(&str, Tok); 25] = [
    ("break", Tok::Break),
    ("case", Tok::Case),
    ("chan", Tok::Chan),
    ("const", Tok::Const),
    ("continue", Tok::Continue),
    ("default", Tok::Default),
    ("defer", Tok::Defer),
    ("else", Tok::Else),
    ("fallthrough", Tok::Fallthrough),
    ("for", Tok::For),
    ("func", Tok::Func),
    ("go", Tok::Go),
    ("goto", Tok::Goto),
    ("if", Tok::If),
    ("import", Tok::Import),
    ("interface", Tok::Interface),
    ("map", Tok::Map),
    ("package", Tok::Package),
    ("range", Tok::Range),
    ("return", Tok::Return),
    ("select", Tok::Select),
    ("struct", Tok::Struct),
    ("switch", Tok::Switch),
    ("type", Tok::Type),
    ("var", Tok::Var),
];

impl Tok {
    /// The keyword with this spelling.
    pub fn keyword(text: &str) -> Option<Tok> {
        let index = KEYWORDS
            .binary_search_by_key(&text, |(word, _)| word)
            .ok()?;
        KEYWORDS.get(index).map(|(_, tok)| *tok)
    }

    /// Whether it is a keyword.
    pub fn is_keyword(self) -> bool {
        KEYWORDS.iter().any(|(_, tok)| *tok == self)
    }

    /// How messages spell a token that is expected.
    pub fn text(self) -> &'static str {
        match self {
            Tok::Eof => "EOF",
            Tok::Name => "name",
            Tok::Literal => "literal",
            Tok::Operator => "op",
            Tok::AssignOp => "op=",
            Tok::IncOp => "opop",
            Tok::Assign => "=",
            Tok::Define => ":=",
            Tok::Arrow => "<-",
            Tok::Star => "*",
            Tok::Lparen => "(",
            Tok::Lbrack => "[",
            Tok::Lbrace => "{",
            Tok::Rparen => ")",
            Tok::Rbrack => "]",
            Tok::Rbrace => "}",
            Tok::Comma => "comma",
            Tok::Semi => "semicolon or newline",
            Tok::Colon => ":",
            Tok::Dot => ".",
            Tok::DotDotDot => "...",
            keyword => KEYWORDS
                .iter()
                .find(|(_, tok)| *tok == keyword)
                .map_or("", |(word, _)| word),
        }
    }

    /// Whether a statement begins with this keyword: where parsing resumes after an error inside a function.
    pub fn starts_statement(self) -> bool {
        use Tok::*;
        matches!(
            self,
            Break
                | Const
                | Continue
                | Defer
                | Fallthrough
                | For
                | Go
                | Goto
                | If
                | Return
                | Select
                | Switch
                | Type
                | Var
        )
    }
}

/// What a semicolon token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Semi {
    /// `;`
    Semicolon,
    /// The end of a line.
    Newline,
    /// The end of the file.
    Eof,
}

impl Semi {
    /// How messages name it.
    pub fn text(self) -> &'static str {
        match self {
            Semi::Semicolon => "semicolon",
            Semi::Newline => "newline",
            Semi::Eof => "EOF",
        }
    }
}

/// Kinds of literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Literal {
    Int,
    Float,
    Imag,
    Rune,
    String,
}

/// A token and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Class.
    pub tok: Tok,
    /// Spelling of the operator of `Operator`, `Star`, `AssignOp` (without `=`) and `IncOp` (once); else empty.
    pub op: &'static str,
    /// Binary precedence of `Operator` and `Star`, 1 to 5; 0 for operators that are only unary.
    pub precedence: u8,
    /// Kind of a `Literal`.
    pub literal: Literal,
    /// The scanner has complained about it.
    pub bad: bool,
    /// Kind of a `Semi`.
    pub semi: Semi,
    /// Byte offset of the first byte in the file.
    pub start: usize,
    /// Byte offset one past the last byte.
    pub end: usize,
}

impl Token {
    /// A token that is described by its class alone.
    pub fn plain(tok: Tok, start: usize, end: usize) -> Token {
        Token {
            tok,
            op: "",
            precedence: 0,
            literal: Literal::Int,
            bad: false,
            semi: Semi::Semicolon,
            start,
            end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted_by_key(|(word, _)| *word));
        assert!(
            KEYWORDS
                .iter()
                .all(|(word, tok)| Tok::keyword(word) == Some(*tok) && tok.text() == *word)
        );
        assert_eq!(Tok::keyword("any"), None);
    }
}
