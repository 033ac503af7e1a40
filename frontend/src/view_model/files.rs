//! A program of several files as one text, in the way of Go's playground: a line `-- name.go --` begins a file.
//!
//! Drafts, links and the store know one text; only the editor's tabs, the listing and the session see files.
//!
//! Invariants: [`joined`] of [`parts`] is the same program; a text without such lines is one file, unchanged.

use sim_core::session::api::FileText;

/// Name of what stands before the first line that names a file.
pub const MAIN: &str = "main.go";
/// Most files; what follows belongs to the last one, where it is an error that says so.
pub const FILES_MAX: usize = 20;

/// The files of a program, at least one. `main` names what has no name of its own.
pub fn parts(main: &str, text: &str) -> Vec<FileText> {
    let mut found = vec![FileText {
        name: main.to_owned(),
        text: String::new(),
    }];
    for line in text.split_inclusive('\n') {
        match file_name(line).filter(|_| found.len() < FILES_MAX) {
            Some(name) => found.push(FileText {
                name: name.to_owned(),
                text: String::new(),
            }),
            None => {
                if let Some(last) = found.last_mut() {
                    last.text.push_str(line);
                }
            }
        }
    }
    if found.len() > 1 && found[0].text.trim().is_empty() {
        found.remove(0);
    }
    found
}

/// The one text of several files.
pub fn joined(files: &[FileText]) -> String {
    let mut text = String::new();
    for (index, file) in files.iter().enumerate() {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        if index > 0 || file.name != MAIN {
            text.push_str(&format!("-- {} --\n", file.name));
        }
        text.push_str(&file.text);
    }
    text
}

/// A name for one more file.
pub fn new_name(files: &[FileText]) -> String {
    let taken = |name: &String| files.iter().any(|file| file.name == *name);
    let names = (2..=FILES_MAX + 2).map(|number| format!("file{number}.go"));
    names
        .into_iter()
        .find(|name| !taken(name))
        .unwrap_or_default()
}

/// Whether a file can be called so.
pub fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    name.len() <= 60 && name.len() > 3 && name.ends_with(".go") && name.bytes().all(plain)
}

/// The name in a line that begins a file.
fn file_name(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let name = line.strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    is_name(name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, String)> {
        let files = parts(MAIN, text);
        files
            .into_iter()
            .map(|file| (file.name, file.text))
            .collect()
    }

    #[test]
    fn a_plain_program_is_one_file() {
        let text = "package main\n\nfunc main() {}\n// -- b.go --\n";
        assert_eq!(names(text), [(MAIN.to_owned(), text.to_owned())]);
        assert_eq!(joined(&parts(MAIN, text)), text);
        assert_eq!(names("").len(), 1);
    }

    #[test]
    fn lines_that_name_files_divide_it() {
        let text = "package main\n-- b.go --\npackage main\n-- c_test.go --\n\n";
        let found = names(text);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], (MAIN.to_owned(), "package main\n".to_owned()));
        assert_eq!(found[2], ("c_test.go".to_owned(), "\n".to_owned()));
        assert_eq!(joined(&parts(MAIN, text)), text);
        let named = "-- a.go --\npackage main\n-- b.go --\n";
        assert_eq!(names(named)[0].0, "a.go");
        assert_eq!(joined(&parts(MAIN, named)), named);
    }

    #[test]
    fn what_is_no_name_is_text() {
        for line in [
            "-- b.txt --",
            "--b.go--",
            "-- ../b.go --",
            "-- .go --",
            "-- a b.go --",
        ] {
            assert_eq!(names(&format!("package main\n{line}\n")).len(), 1, "{line}");
        }
        let many = "-- a.go --\n".repeat(50);
        assert!(parts(MAIN, &many).len() <= FILES_MAX);
    }
}
