//! Compile errors, collected and printed as the Go compiler does it.
//!
//! Errors are added in the order in which they are found; [`Diagnostics::render`] decides what is shown, by the rules of
//! `cmd/compile` (package `base`): one syntax error per line, no message twice in a row on one line, after ten errors no
//! more but `too many errors` at the tenth, and what is shown is sorted by position. The rules depend on the order of
//! discovery, therefore sorting comes last and nothing is dropped when it is added (beyond a bound on memory).

use crate::source::{Pos, SourceMap, Span};
use serde::{Deserialize, Serialize};

/// A second line under an error, such as `other declaration of x`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where it points; may be unknown, then no position is printed.
    pub pos: Pos,
    /// What it says.
    pub message: String,
}

/// One compile error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where the compiler reports it (`start`) and how far the blamed text reaches, for editors. An empty span blames
    /// the position alone.
    pub span: Span,
    /// The text, without a position; may have further lines, each indented by a tab.
    pub message: String,
    /// Lines that follow, each with a position of its own.
    pub notes: Vec<Note>,
}

impl Diagnostic {
    /// An error at a position.
    pub fn new(pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            span: Span {
                start: pos,
                end: pos,
            },
            message: message.into(),
            notes: Vec::new(),
        }
    }

    /// The same error with a further line.
    pub fn with_note(mut self, pos: Pos, message: impl Into<String>) -> Diagnostic {
        self.notes.push(Note {
            pos,
            message: message.into(),
        });
        self
    }

    /// The same error, blaming text up to `end`.
    pub fn until(mut self, end: Pos) -> Diagnostic {
        self.span.end = end;
        self
    }

    /// Where the error is reported.
    pub fn pos(&self) -> Pos {
        self.span.start
    }

    /// `file:line:column: message`, with the notes on lines of their own.
    pub fn render(&self, sources: &SourceMap) -> String {
        let text = self.message_and_notes(sources);
        match self.pos().is_known() {
            true => format!("{}: {text}", sources.describe(self.pos())),
            false => text,
        }
    }

    /// The message, with the notes on lines of their own.
    pub fn message_and_notes(&self, sources: &SourceMap) -> String {
        let mut text = self.message.clone();
        for note in &self.notes {
            text.push_str("\n\t");
            if note.pos.is_known() {
                text.push_str(&format!("{}: ", sources.describe(note.pos)));
            }
            text.push_str(&note.message);
        }
        text
    }

    /// Whether this is an error of syntax in the compiler's sense (these are shown once per line).
    fn is_syntax(&self) -> bool {
        self.message.starts_with("syntax error")
    }
}

/// What is shown of a collection of errors: see [`Diagnostics::shown`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    /// At most [`Diagnostics::SHOWN_MAX`] errors, sorted by position.
    pub errors: Vec<&'a Diagnostic>,
    /// Where `too many errors` is said, when the tenth error ended the list.
    pub too_many_at: Option<Pos>,
}

/// Errors in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// How many errors the compiler shows before it says `too many errors`.
    pub const SHOWN_MAX: usize = 10;
    /// How many are kept; more are counted by nobody.
    const KEPT_MAX: usize = 4096;

    /// No errors.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// A collection of one error.
    pub fn one(pos: Pos, message: impl Into<String>) -> Diagnostics {
        Diagnostics {
            found: vec![Diagnostic::new(pos, message)],
        }
    }

    /// Adds an error.
    pub fn push(&mut self, error: Diagnostic) {
        if self.found.len() < Self::KEPT_MAX {
            self.found.push(error);
        }
    }

    /// Adds an error at a position.
    pub fn report(&mut self, pos: Pos, message: impl Into<String>) {
        self.push(Diagnostic::new(pos, message));
    }

    /// Adds all errors of another collection, after those already here.
    pub fn append(&mut self, other: Diagnostics) {
        other.found.into_iter().for_each(|error| self.push(error));
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All errors, in the order in which they were found.
    pub fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The errors that the compiler would show.
    pub fn shown(&self, sources: &SourceMap) -> Shown<'_> {
        let line = |pos: Pos| sources.locate(pos).map(|place| (place.file, place.line));
        let mut errors: Vec<&Diagnostic> = Vec::new();
        let mut too_many_at = None;
        let (mut last_syntax, mut last_other) = (None, None);
        for error in &self.found {
            let place = line(error.pos());
            if error.is_syntax() {
                if place.is_some() && last_syntax == place {
                    continue;
                }
                last_syntax = place;
            } else {
                if place.is_some() && last_other == Some((place, &error.message)) {
                    continue;
                }
                last_other = Some((place, &error.message));
            }
            errors.push(error);
            if errors.len() == Self::SHOWN_MAX {
                too_many_at = Some(error.pos());
                break;
            }
        }
        errors.sort_by_key(|error| error.pos());
        errors.dedup_by(|later, earlier| {
            later.pos() == earlier.pos() && later.message == earlier.message
        });
        Shown {
            errors,
            too_many_at,
        }
    }

    /// What the compiler would print, one error per line (notes indented), each line ended; empty without errors.
    pub fn render(&self, sources: &SourceMap) -> String {
        let shown = self.shown(sources);
        let mut text = String::new();
        for error in &shown.errors {
            text.push_str(&error.render(sources));
            text.push('\n');
        }
        if let Some(pos) = shown.too_many_at {
            text.push_str(&format!("{}: too many errors\n", sources.describe(pos)));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;
    use expect_test::{Expect, expect};

    /// Reports `(line, column, message)` in a file of twenty lines and compares what is printed.
    fn check(reports: &[(u32, u32, &str)], expect: Expect) {
        let mut sources = SourceMap::new();
        sources
            .add("main.go", &"0123456789\n".repeat(20), Origin::User)
            .unwrap();
        let base = sources.files()[0].base;
        let mut errors = Diagnostics::new();
        for &(line, column, message) in reports {
            errors.report(
                base.plus((line as usize - 1) * 11 + column as usize - 1),
                message,
            );
        }
        expect.assert_eq(&errors.render(&sources));
    }

    #[test]
    fn sorted_by_position() {
        check(
            &[
                (3, 1, "undefined: b"),
                (2, 4, "undefined: a"),
                (3, 1, "undefined: c"),
            ],
            expect![[r#"
                main.go:2:4: undefined: a
                main.go:3:1: undefined: b
                main.go:3:1: undefined: c
            "#]],
        );
    }

    #[test]
    fn one_syntax_error_per_line_and_no_repeats() {
        check(
            &[
                (1, 1, "syntax error: x"),
                (1, 5, "syntax error: y"),
                (2, 1, "a"),
                (2, 5, "a"),
                (2, 7, "b"),
                (2, 8, "a"),
            ],
            expect![[r#"
                main.go:1:1: syntax error: x
                main.go:2:1: a
                main.go:2:7: b
                main.go:2:8: a
            "#]],
        );
    }

    #[test]
    fn ten_errors_are_enough() {
        let reports: Vec<_> = (1..=12).map(|line| (line, 2, "undefined: x")).collect();
        check(
            &reports,
            expect![[r#"
                main.go:1:2: undefined: x
                main.go:2:2: undefined: x
                main.go:3:2: undefined: x
                main.go:4:2: undefined: x
                main.go:5:2: undefined: x
                main.go:6:2: undefined: x
                main.go:7:2: undefined: x
                main.go:8:2: undefined: x
                main.go:9:2: undefined: x
                main.go:10:2: undefined: x
                main.go:10:2: too many errors
            "#]],
        );
    }

    #[test]
    fn notes_are_indented() {
        let mut sources = SourceMap::new();
        sources.add("main.go", "a\nb\n", Origin::User).unwrap();
        let error = Diagnostic::new(Pos(3), "b redeclared in this block")
            .with_note(Pos(1), "other declaration of b");
        expect![[r#"
            main.go:2:1: b redeclared in this block
            	main.go:1:1: other declaration of b"#]]
        .assert_eq(&error.render(&sources));
    }
}
