//! The rules that look at one file alone: its lengths, its first lines, and what it may not call or name.

use super::Problem;
use super::text::{Language, SourceFile, closing, line_at};

/// A source file may not be longer, in lines.
const FILE_LINES_MAX: usize = 600;
/// Files beyond this are counted in the report, as a reminder.
const FILE_LINES_GOAL: usize = 500;
/// No line of code may be longer, in characters.
const LINE_COLUMNS_MAX: usize = 140;
/// A function may not be longer, in lines from its name to its closing brace.
const FUNCTION_LINES_MAX: usize = 100;

/// What product code may not call, as it stands in the text, and what to do instead.
/// `.expect(` is only banned with a message, because a parser may well have an `expect` of its own.
const BANNED_CALLS: &[(&str, &str)] = &[
    (".unwrap()", "handle the other case, or return an error"),
    (".expect(\"", "handle the other case, or return an error"),
    (
        ".expect(&format!",
        "handle the other case, or return an error",
    ),
    (
        "panic!(",
        "a bad program is a diagnostic, a broken invariant an ordinary outcome",
    ),
    ("todo!(", "finish it"),
    ("unimplemented!(", "finish it, or make it a diagnostic"),
    (
        "unreachable!(",
        "make the case impossible in the types, or return an error",
    ),
    ("dbg!(", "remove it"),
    ("println!(", "libraries return data"),
    ("print!(", "libraries return data"),
];

/// Words that belong to one machine or one network, split here so that this file does not break its own rule.
const FOREIGN_WORDS: &[(&str, &str)] = &[
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("index.cr", "ates.io"), "a registry's address"),
    (concat!("static.cr", "ates.io"), "a registry's address"),
    (concat!("registry.npm", "js.org"), "a registry's address"),
    (concat!("py", "pi.org"), "a registry's address"),
    (concat!("proxy.gol", "ang.org"), "a registry's address"),
    (concat!("deb.deb", "ian.org"), "a registry's address"),
];

/// All rules of this module over one file.
pub fn check(file: &SourceFile) -> Vec<Problem> {
    let rules = [
        file_length,
        line_length,
        function_length,
        opening,
        banned_calls,
        foreign_words,
    ];
    rules.iter().flat_map(|rule| rule(file)).collect()
}

/// One phrase for the report about files near the limit.
pub fn long_files(files: &[SourceFile]) -> String {
    let long = files
        .iter()
        .filter(|file| has_length_rules(file) && file.text.lines().count() > FILE_LINES_GOAL);
    format!(
        "{} of them longer than {FILE_LINES_GOAL} lines",
        long.count()
    )
}

/// Sources have rules of length; recorded data under a `tests` folder and scenes' expected texts do not.
fn has_length_rules(file: &SourceFile) -> bool {
    let is_data = file.path.contains("/tests/") && file.language != Language::Rust;
    let is_style = [".css", ".html", ".toml"]
        .iter()
        .any(|end| file.path.ends_with(end));
    !is_data && (file.language != Language::Other || is_style)
}

fn problem(file: &SourceFile, line: usize, message: String) -> Problem {
    Problem {
        path: file.path.clone(),
        line,
        message,
    }
}

fn file_length(file: &SourceFile) -> Vec<Problem> {
    let lines = file.text.lines().count();
    if !has_length_rules(file) || lines <= FILE_LINES_MAX {
        return Vec::new();
    }
    vec![problem(
        file,
        lines,
        format!("{lines} lines, at most {FILE_LINES_MAX}: split the file by concept"),
    )]
}

/// Tests may hold long expectations and long tables, so the lengths of lines and functions are for the code they test.
fn line_length(file: &SourceFile) -> Vec<Problem> {
    if !has_length_rules(file) || file.is_test_file() {
        return Vec::new();
    }
    let lengths = file
        .text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.chars().count()));
    let long = lengths.filter(|(_, columns)| *columns > LINE_COLUMNS_MAX);
    long.map(|(line, columns)| {
        problem(
            file,
            line,
            format!("{columns} columns, at most {LINE_COLUMNS_MAX}"),
        )
    })
    .collect()
}

fn function_length(file: &SourceFile) -> Vec<Problem> {
    if !has_length_rules(file) || file.is_test_file() {
        return Vec::new();
    }
    let keyword = match file.language {
        Language::Rust => "fn ",
        Language::Go => "func ",
        Language::Other => return Vec::new(),
    };
    let starts = file
        .code
        .match_indices(keyword)
        .map(|(offset, _)| offset)
        .filter(|offset| stands_alone(&file.code, *offset));
    starts.filter_map(|start| too_long(file, start)).collect()
}

/// Whether the word at `offset` is not the end of a longer one.
fn stands_alone(code: &str, offset: usize) -> bool {
    let before = code.get(..offset).and_then(|head| head.chars().next_back());
    !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn too_long(file: &SourceFile, start: usize) -> Option<Problem> {
    let body = body_of(&file.code, start)?;
    let (first, last) = (
        line_at(&file.code, start),
        line_at(&file.code, closing(&file.code, body)),
    );
    let lines = last - first + 1;
    (lines > FUNCTION_LINES_MAX).then(|| {
        problem(
            file,
            first,
            format!("a function of {lines} lines, at most {FUNCTION_LINES_MAX}: name its parts"),
        )
    })
}

/// The opening brace of the body of the function whose keyword stands at `start`; nothing for a declaration or a type.
fn body_of(code: &str, start: usize) -> Option<usize> {
    let mut offset = start;
    loop {
        let found = offset + code.get(offset..)?.find(['(', '[', '{', ';', '}'])?;
        match code.as_bytes().get(found)? {
            b'{' => return Some(found),
            b'(' | b'[' => offset = closing(code, found) + 1,
            _ => return None,
        }
    }
}

fn opening(file: &SourceFile) -> Vec<Problem> {
    let lines = file.text.lines().skip_while(|line| line.trim().is_empty());
    let words: usize = lines
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.split_whitespace().count())
        .sum();
    let (wanted, fine) = match file.language {
        Language::Rust => ("//!", words >= 3),
        Language::Go if !file.is_test_file() => ("//", opens_with_comment(&file.text)),
        _ => return Vec::new(),
    };
    if fine {
        Vec::new()
    } else {
        vec![problem(
            file,
            1,
            format!("the file opens with `{wanted}` and what it is for"),
        )]
    }
}

/// In Go the comment stands above the package clause, or below it and the imports where it is not the package's own
/// documentation: then the first paragraph of the rest begins with it.
fn opens_with_comment(text: &str) -> bool {
    let is_head = |part: &&str| {
        part.is_empty() || part.starts_with("package ") || part.starts_with("import ")
    };
    let mut paragraphs = text.split("\n\n").map(str::trim).skip_while(is_head);
    paragraphs
        .next()
        .is_some_and(|part| part.starts_with("//") || part.starts_with("/*"))
}

fn banned_calls(file: &SourceFile) -> Vec<Problem> {
    if !is_product_code(file) {
        return Vec::new();
    }
    let lines = file
        .code_lines()
        .filter(|(line, _)| !file.is_test_line(*line));
    let on_line = |(line, code): (usize, &str)| {
        let banned = BANNED_CALLS.iter().filter(|(call, _)| calls(code, call));
        banned
            .map(|(call, instead)| {
                problem(file, line, format!("`{call}` outside tests: {instead}"))
            })
            .collect::<Vec<_>>()
    };
    lines.flat_map(on_line).collect()
}

/// The library and the page; commands may print, and end with a message.
fn is_product_code(file: &SourceFile) -> bool {
    let commands = ["sim-core/src/bin/", "xtask/"]
        .iter()
        .any(|start| file.path.starts_with(start));
    let build_script = file.path.ends_with("/build.rs");
    file.language == Language::Rust && !commands && !build_script && !file.is_test_file()
}

/// Whether the line has the call, and not a longer word that ends like it (`eprintln!` is not `println!`).
fn calls(code: &str, call: &str) -> bool {
    code.match_indices(call)
        .any(|(offset, _)| call.starts_with('.') || stands_alone(code, offset))
}

fn foreign_words(file: &SourceFile) -> Vec<Problem> {
    if file.path == "Cargo.lock" {
        return Vec::new();
    }
    let on_line = |(index, line): (usize, &str)| {
        let found = FOREIGN_WORDS.iter().filter(|(word, _)| line.contains(word));
        found
            .map(|(word, what)| problem(file, index + 1, format!("`{word}` is {what}")))
            .collect::<Vec<_>>()
    };
    file.text.lines().enumerate().flat_map(on_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems of a text as `line: message`, cut to the first words.
    fn found(path: &str, text: &str) -> Vec<String> {
        check(&SourceFile::new(path, text))
            .iter()
            .map(|problem| format!("{}: {}", problem.line, problem.message))
            .collect()
    }

    fn rust(body: &str) -> Vec<String> {
        found(
            "sim-core/src/a.rs",
            &format!("//! What this is for.\n{body}"),
        )
    }

    #[test]
    fn long_files_lines_and_functions_are_found() {
        assert!(rust(&"\n".repeat(600))[0].contains("601 lines"));
        assert!(rust(&format!("// {}\n", "x".repeat(140)))[0].starts_with("2: 143 columns"));
        assert!(
            rust(&format!(
                "fn a(b: [u8; 3]) -> u8 {{\n{}}}\n",
                "    // c {\n".repeat(99)
            ))[0]
                .contains("a function of 101 lines")
        );
        assert!(rust(&format!("fn a() {{\n{}}}\n", "    // c\n".repeat(98))).is_empty());
    }

    #[test]
    fn go_functions_are_measured_too() {
        let text = format!(
            "// Package a.\npackage a\nfunc (x *T) f(m map[int]int) {{\n{}}}\n",
            "\tg()\n".repeat(100)
        );
        assert!(found("scenes/a/main.go", &text)[0].contains("a function of 102 lines"));
    }

    #[test]
    fn declarations_and_types_have_no_body() {
        assert!(rust("trait A {\n    fn b(&self);\n}\ntype F = fn (u8) -> u8;\n").is_empty());
    }

    #[test]
    fn every_file_says_what_it_is_for() {
        assert!(found("sim-core/src/a.rs", "use b;\n")[0].contains("opens with `//!`"));
        assert!(
            found("scenes/a/main.go", "package main\n\nfunc main() {}\n")[0]
                .contains("opens with `//`")
        );
        assert!(found("scenes/a/main.go", "package main\n\n// What this is for.\n").is_empty());
        assert!(found("sim-core/tests/data/a.go", "package main\n").is_empty());
    }

    #[test]
    fn panics_and_prints_are_found_outside_tests_only() {
        let body = "fn a() {\n    b.unwrap();\n    c.expect(\"d\");\n    println!(\"e\");\n}\n";
        assert_eq!(rust(body).len(), 3, "{:?}", rust(body));
        assert!(rust(&format!("#[cfg(test)]\nmod tests {{\n{body}}}\n")).is_empty());
        assert!(
            found(
                "sim-core/tests/a.rs",
                &format!("//! What this is for.\n{body}")
            )
            .is_empty()
        );
        assert!(
            rust(
                "// b.unwrap()\nfn a() { self.expect(Token::Comma); eprintln!(\"x.unwrap()\") }\n"
            )
            .is_empty()
        );
    }

    #[test]
    fn paths_of_one_machine_are_found_in_any_text() {
        let text = format!("see {}x\n", FOREIGN_WORDS[0].0);
        assert_eq!(found("README.md", &text).len(), 1);
        assert_eq!(found("README.md", "see the work at hand\n").len(), 0);
    }
}
