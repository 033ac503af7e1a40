//! Go text cut into coloured pieces, line by line.
//!
//! Only for the eye: it accepts any text, also broken programs in the editor, and never loses or adds a character.
//! Invariant: the pieces of all lines joined, with `\n` between lines, are the text.

/// What a piece is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Blanks, operators, punctuation.
    Plain,
    /// `func`, `go`, `range` …
    Keyword,
    /// Predeclared types.
    Type,
    /// Predeclared functions and constants.
    Builtin,
    /// Any other name.
    Name,
    /// A name right before `(`.
    Call,
    /// Strings and runes.
    Text,
    /// Numbers.
    Number,
    /// Comments.
    Comment,
}

impl Kind {
    /// CSS class; empty for what needs no colour.
    pub fn class(self) -> &'static str {
        match self {
            Kind::Plain | Kind::Name => "",
            Kind::Keyword => "t-keyword",
            Kind::Type => "t-type",
            Kind::Builtin => "t-builtin",
            Kind::Call => "t-call",
            Kind::Text => "t-text",
            Kind::Number => "t-number",
            Kind::Comment => "t-comment",
        }
    }
}

/// One coloured piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its kind.
    pub kind: Kind,
    /// Its text.
    pub text: String,
}

const KEYWORDS: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];
const TYPES: &[&str] = &[
    "any",
    "bool",
    "byte",
    "comparable",
    "complex128",
    "complex64",
    "error",
    "float32",
    "float64",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "rune",
    "string",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
];
const BUILTINS: &[&str] = &[
    "append", "cap", "clear", "close", "copy", "delete", "false", "iota", "len", "make", "max",
    "min", "new", "nil", "panic", "print", "println", "recover", "true",
];

/// Cuts a text into lines of pieces.
pub fn lines(text: &str) -> Vec<Vec<Token>> {
    let mut lines = vec![Vec::new()];
    let mut rest = text;
    while !rest.is_empty() {
        let (kind, length) = piece(rest);
        let (piece, tail) = rest.split_at(length);
        push(&mut lines, kind, piece);
        rest = tail;
    }
    lines
}

/// Adds a piece, which may span lines.
fn push(lines: &mut Vec<Vec<Token>>, kind: Kind, piece: &str) {
    for (index, part) in piece.split('\n').enumerate() {
        if index > 0 {
            lines.push(Vec::new());
        }
        let Some(line) = lines.last_mut() else { return };
        match line.last_mut() {
            _ if part.is_empty() => {}
            Some(last) if last.kind == kind && kind == Kind::Plain => last.text.push_str(part),
            _ => line.push(Token {
                kind,
                text: part.to_owned(),
            }),
        }
    }
}

/// Kind and length in bytes of the piece that `rest`, which is not empty, begins with.
fn piece(rest: &str) -> (Kind, usize) {
    let up_to = |end: Option<usize>| end.unwrap_or(rest.len());
    let first = rest.chars().next().unwrap_or('\n');
    if rest.starts_with("//") {
        return (Kind::Comment, up_to(rest.find('\n')));
    }
    if let Some(comment) = rest.strip_prefix("/*") {
        return (Kind::Comment, up_to(comment.find("*/").map(|end| end + 4)));
    }
    if let Some(text) = rest.strip_prefix('`') {
        return (Kind::Text, up_to(text.find('`').map(|end| end + 2)));
    }
    match first {
        '"' | '\'' => (Kind::Text, quoted(rest, first)),
        '0'..='9' => {
            let length = run(rest, |c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
            (Kind::Number, length)
        }
        _ if first.is_alphabetic() || first == '_' => {
            let length = run(rest, |c| c.is_alphanumeric() || c == '_');
            (word(&rest[..length], &rest[length..]), length)
        }
        _ => (Kind::Plain, first.len_utf8()),
    }
}

/// Length of an interpreted string or rune; it ends with its line at the latest.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

fn word(word: &str, after: &str) -> Kind {
    if KEYWORDS.contains(&word) {
        Kind::Keyword
    } else if TYPES.contains(&word) {
        Kind::Type
    } else if BUILTINS.contains(&word) {
        Kind::Builtin
    } else if after.starts_with('(') {
        Kind::Call
    } else {
        Kind::Name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind letters and texts of each line, for reading.
    fn show(text: &str) -> Vec<String> {
        let piece = |token: &Token| match token.kind.class().strip_prefix("t-") {
            Some(class) => format!("{class}<{}>", token.text),
            None => token.text.clone(),
        };
        lines(text)
            .iter()
            .map(|line| line.iter().map(piece).collect())
            .collect()
    }

    #[test]
    fn a_line_of_go() {
        assert_eq!(
            show("go func() { m[\"a\"] = 0x1F + f(n) // x\n}"),
            [
                "keyword<go> keyword<func>() { m[text<\"a\">] = number<0x1F> + call<f>(n) comment<// x>",
                "}"
            ]
        );
    }

    #[test]
    fn pieces_over_lines() {
        assert_eq!(show("/* a\nb */x"), ["comment</* a>", "comment<b */>x"]);
        assert_eq!(show("`a\nb`"), ["text<`a>", "text<b`>"]);
    }

    #[test]
    fn broken_text_is_kept_whole() {
        for text in [
            "",
            "\n\n",
            "\"open\nx",
            "'",
            "/*",
            "`",
            "织 := \"\\",
            "a\r\nb\t",
            "\\\"",
            "𝒙.é()",
        ] {
            let joined: Vec<String> = lines(text)
                .iter()
                .map(|line| line.iter().map(|token| token.text.as_str()).collect())
                .collect();
            assert_eq!(joined.join("\n"), text);
        }
    }
}
