//! A source file as the rules see it: the text, the text with comments and literals blanked, and which lines are tests.
//!
//! Not a parser: a scanner that knows comments, strings, characters and brackets of Rust and Go. That is enough to find
//! paths, calls and function bodies, and it needs no dependency.
//!
//! Invariant: `code` has as many lines as `text`, and each character stands in the same column.

/// What a file is written in, as far as the rules differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// `.rs`
    Rust,
    /// `.go`
    Go,
    /// Anything else that is text.
    Other,
}

/// One file of the project.
pub struct SourceFile {
    /// From the project's root, with `/`.
    pub path: String,
    /// What it is written in.
    pub language: Language,
    /// As it is.
    pub text: String,
    /// With the inside of comments and literals blanked (the quotes stay). The same as `text` for other languages.
    pub code: String,
    /// Ranges of lines, from 1 and both inclusive, that are only compiled for tests.
    tests: Vec<(usize, usize)>,
}

impl SourceFile {
    /// Reads a file's text.
    pub fn new(path: &str, text: &str) -> SourceFile {
        let language = match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("rs") => Language::Rust,
            Some("go") => Language::Go,
            _ => Language::Other,
        };
        let code = if language == Language::Other {
            text.to_owned()
        } else {
            blanked(text, language)
        };
        let tests = if language == Language::Rust {
            test_regions(&code)
        } else {
            Vec::new()
        };
        SourceFile {
            path: path.to_owned(),
            language,
            text: text.to_owned(),
            code,
            tests,
        }
    }

    /// Whether the whole file exists for tests only.
    pub fn is_test_file(&self) -> bool {
        let folders = self
            .path
            .split('/')
            .any(|part| part == "tests" || part == "benches");
        folders
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with("_tests.rs")
            || self.path.ends_with("_test.go")
    }

    /// Whether a line is compiled for tests only.
    pub fn is_test_line(&self, line: usize) -> bool {
        self.is_test_file()
            || self
                .tests
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&line))
    }

    /// The lines of `code` with their numbers from 1.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }
}

/// The line, from 1, of a byte offset.
pub fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes()
        .iter()
        .take(offset)
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

/// The offset of the bracket that closes the one at `open`; the end of the text where none does.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return offset;
        }
    }
    code.len()
}

/// The lines that `#[cfg(test)]` governs: up to the end of the block that follows, or to the semicolon.
fn test_regions(code: &str) -> Vec<(usize, usize)> {
    let mut regions = Vec::new();
    let mut from = 0;
    while let Some(found) = code.get(from..).and_then(|rest| rest.find("#[cfg(test)]")) {
        let start = from + found;
        let after = start + "#[cfg(test)]".len();
        let stop = code
            .get(after..)
            .and_then(|rest| rest.find(['{', ';']))
            .map_or(code.len(), |offset| after + offset);
        let end = if code.as_bytes().get(stop) == Some(&b'{') {
            closing(code, stop)
        } else {
            stop
        };
        regions.push((line_at(code, start), line_at(code, end)));
        from = end.max(after);
    }
    regions
}

/// The text with every character inside comments and literals replaced by a space (line ends stay).
fn blanked(text: &str, language: Language) -> String {
    let mut scanner = Scanner {
        rest: text,
        out: String::with_capacity(text.len()),
    };
    while let Some(next) = scanner.rest.chars().next() {
        if scanner.rest.starts_with("//") {
            let length = scanner.rest.find('\n').unwrap_or(scanner.rest.len());
            scanner.blank(length);
        } else if scanner.rest.starts_with("/*") {
            scanner.blank(block_comment(scanner.rest, language == Language::Rust));
        } else if language == Language::Rust && scanner.raw_string() {
            // Done.
        } else if next == '"' {
            scanner.literal(quoted(scanner.rest, '"'));
        } else if next == '`' && language == Language::Go {
            scanner.literal(
                scanner
                    .rest
                    .get(1..)
                    .and_then(|rest| rest.find('`'))
                    .map_or(scanner.rest.len(), |end| end + 2),
            );
        } else if next == '\'' && (language == Language::Go || is_char_literal(scanner.rest)) {
            scanner.literal(quoted(scanner.rest, '\''));
        } else {
            scanner.keep(next);
        }
    }
    scanner.out
}

struct Scanner<'t> {
    rest: &'t str,
    out: String,
}

impl Scanner<'_> {
    fn keep(&mut self, next: char) {
        self.out.push(next);
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
    }

    fn blank(&mut self, length: usize) {
        let (gone, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.out
            .extend(gone.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        self.rest = rest;
    }

    /// Blanks what stands between the first and the last character of a literal.
    fn literal(&mut self, length: usize) {
        let (gone, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        let last = gone.chars().count().saturating_sub(1);
        let keep = |index: usize| index == 0 || index == last;
        self.out.extend(
            gone.chars()
                .enumerate()
                .map(|(index, c)| if c == '\n' || keep(index) { c } else { ' ' }),
        );
        self.rest = rest;
    }

    /// Takes `r"…"`, `r#"…"#` and their `b` and `c` forms; false where none starts here.
    fn raw_string(&mut self) -> bool {
        let in_word = self
            .out
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == '_');
        let Some(start) = ["r", "br", "cr"]
            .iter()
            .find(|start| self.rest.starts_with(**start))
        else {
            return false;
        };
        let after = self.rest.get(start.len()..).unwrap_or_default();
        let hashes = after.chars().take_while(|c| *c == '#').count();
        if in_word
            || !after
                .get(hashes..)
                .is_some_and(|rest| rest.starts_with('"'))
        {
            return false;
        }
        let opened = start.len() + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = self.rest.get(opened..).and_then(|rest| rest.find(&close));
        for _ in 0..opened - 1 {
            let next = self.rest.chars().next().unwrap_or(' ');
            self.keep(next);
        }
        self.literal(end.map_or(self.rest.len(), |end| end + 2));
        true
    }
}

/// The length of a block comment, which nests in Rust.
fn block_comment(text: &str, nests: bool) -> usize {
    let mut depth = 0_usize;
    let mut offset = 0;
    while let Some(rest) = text.get(offset..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") && (nests || depth == 0) {
            depth += 1;
            offset += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            offset += 2;
            if depth == 0 {
                return offset;
            }
        } else {
            offset += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a literal with backslash escapes, its quotes included.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (offset, next) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if next == '\\' {
            escaped = true;
        } else if next == quote {
            return offset + 1;
        }
    }
    text.len()
}

/// Tells `'a'` and `'\n'` from the lifetime `'a`.
fn is_char_literal(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    match chars.next() {
        Some('\\') => true,
        Some(_) => chars.next() == Some('\''),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        SourceFile::new("a.rs", text).code
    }

    #[test]
    fn comments_and_literals_are_blanked_in_place() {
        assert_eq!(code("a(\"x{\") // {\nb"), "a(\"  \")     \nb");
        assert_eq!(code("/* a /* b */ c */ d"), "                  d");
        assert_eq!(
            code("r#\"un\"wrap\"# + 'x' + '\\'' as &'a str"),
            "r#\"       \"# + ' ' + '  ' as &'a str"
        );
        assert_eq!(code("var \"\\\"\" x"), "var \"  \" x");
    }

    #[test]
    fn go_has_raw_strings_and_runes() {
        let file = SourceFile::new("a.go", "s := `a\n{` + '{' // x");
        assert_eq!(file.code, "s := ` \n ` + ' '     ");
    }

    #[test]
    fn test_modules_are_known_by_their_attribute() {
        let file = SourceFile::new(
            "a.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nmod d;\n",
        );
        let lines: Vec<usize> = (1..=8).filter(|line| file.is_test_line(*line)).collect();
        assert_eq!(lines, [2, 3, 4, 5, 7, 8]);
    }

    #[test]
    fn test_folders_are_tests_as_a_whole() {
        assert!(SourceFile::new("sim-core/tests/golden/main.rs", "").is_test_line(1));
        assert!(SourceFile::new("sim-core/src/machine/tests.rs", "").is_test_line(1));
        assert!(!SourceFile::new("sim-core/src/machine/mod.rs", "").is_test_line(1));
    }
}
