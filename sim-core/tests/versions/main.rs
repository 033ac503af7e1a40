//! The table of versions, row by row: each has a program in `cases/` that shows the difference.
//!
//! A case is a program, `--- before` with what comes of it one version earlier, and `--- since` with what comes of it from that
//! version on: the compiler's errors, or what it prints, what it dies of and its exit status. Lines of positions and addresses are
//! left out of traces. Real Go says the same: `WEFT_GO=/path/to/go cargo test -p sim-core --test versions -- --ignored` compares the
//! cases that the version of that Go decides.

mod library;
mod outcome;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sim_core::prelude::FILES;
use sim_core::versions::{CHANGES, LIBRARY};

/// What a program comes to on both sides of a change.
struct Case {
    name: String,
    program: String,
    before: String,
    since: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/versions/cases");
    let entries = std::fs::read_dir(folder).expect("the cases are there");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Case {
    let text = std::fs::read_to_string(path).expect("readable");
    let (program, rest) = text.split_once("--- before\n").expect("a before");
    let (before, since) = rest.split_once("--- since\n").expect("a since");
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Case {
        name: name.into_owned(),
        program: program.to_string(),
        before: before.to_string(),
        since: since.to_string(),
    }
}

#[test]
fn every_row_shows_in_a_program() {
    let cases = cases();
    let named: BTreeSet<String> = cases.iter().map(|case| case.name.clone()).collect();
    let rows: BTreeSet<String> = CHANGES.iter().map(|row| row.name.to_lowercase()).collect();
    assert_eq!(named, rows, "a case for each row of the table");
    let mut wrong = Vec::new();
    for (case, row) in cases.iter().zip(sorted_rows()) {
        let sides = [(row.minor - 1, &case.before), (row.minor, &case.since)];
        for (minor, want) in sides {
            let got = outcome::of(&case.program, minor);
            if got != *want {
                wrong.push(format!(
                    "{} in Go 1.{minor}:\n{got}--- not\n{want}",
                    case.name
                ));
            }
        }
        assert_ne!(case.before, case.since, "{} shows nothing", case.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sorted_rows() -> Vec<&'static sim_core::versions::Change> {
    let mut rows: Vec<_> = CHANGES.iter().collect();
    rows.sort_by_key(|row| row.name.to_lowercase());
    rows
}

#[test]
fn rows_are_in_order_and_have_sources() {
    assert!(CHANGES.is_sorted_by_key(|row| row.minor));
    assert!(LIBRARY.is_sorted_by_key(|(_, minor, _)| *minor));
    for row in CHANGES {
        assert!(row.minor > 17 && row.minor < 28, "{row:?}");
        assert!(!row.source.is_empty() && row.what.ends_with('.'), "{row:?}");
    }
}

/// All Rust files of the core.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        match path.extension().and_then(|end| end.to_str()) {
            _ if path.is_dir() => sources(&path, found),
            Some("rs") => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn nothing_else_compares_a_version_with_a_number() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut wrong = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            if compares_version(line) {
                wrong.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "ask the table of versions:\n{}",
        wrong.join("\n")
    );
}

/// `go_minor >= 21`, or `20 < go_minor`.
fn compares_version(line: &str) -> bool {
    let Some((left, right)) = line.split_once("go_minor") else {
        return false;
    };
    let operators = ['<', '>', '=', '!', ' '];
    let operand = right.trim_start_matches(operators);
    let before = left
        .trim_end_matches("self.options.")
        .trim_end_matches("program.");
    let after = operand.len() < right.trim_start().len()
        && operand.starts_with(|c: char| c.is_ascii_digit());
    let number = before.trim_end_matches(operators);
    after
        || number.len() < before.trim_end().len() && number.ends_with(|c: char| c.is_ascii_digit())
}

#[test]
fn a_comparison_is_recognised() {
    assert!(compares_version("if program.go_minor >= 21 {"));
    assert!(compares_version("match 20 <= go_minor {"));
    assert!(!compares_version("NEW_BUILTINS.is_in(program.go_minor)"));
    assert!(!compares_version("Options { go_minor: 23 }"));
}

#[test]
fn the_prelude_knows_no_other_versions() {
    let known: BTreeSet<u32> = CHANGES
        .iter()
        .map(|row| row.minor)
        .chain(LIBRARY.iter().map(|row| row.1))
        .collect();
    for file in FILES {
        let tags = file
            .text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("//go:build "));
        for tag in tags.unwrap_or_default().split("&&") {
            let minor = tag
                .trim()
                .trim_start_matches('!')
                .strip_prefix("go1.")
                .and_then(|minor| minor.parse().ok());
            assert!(
                minor.is_none_or(|minor| known.contains(&minor)),
                "{}/{}: {tag}",
                file.package,
                file.name
            );
        }
        let bare = file.text.lines().find(|line| {
            line.contains("goVersion() >")
                && line
                    .split("goVersion()")
                    .nth(1)
                    .is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
        });
        assert_eq!(
            bare, None,
            "{}/{}: name the version",
            file.package, file.name
        );
    }
}

/// The constants of `prelude/runtime/versions.go` are rows of the table: `growthFrom256` is `GROWTH_FROM_256`.
#[test]
fn the_runtime_has_the_numbers_of_the_table() {
    let file = FILES
        .iter()
        .find(|file| file.package == "runtime" && file.name == "versions.go")
        .expect("the file");
    let mut count = 0;
    for line in file.text.lines() {
        let Some((name, minor)) = line
            .trim()
            .split_once(" = ")
            .map(|(name, minor)| (name.trim(), minor))
        else {
            continue;
        };
        let plain = |text: &str| text.replace('_', "").to_lowercase();
        let row = CHANGES
            .iter()
            .find(|row| plain(row.name) == plain(name))
            .unwrap_or_else(|| panic!("{name}"));
        assert_eq!(row.minor.to_string(), minor, "{name}");
        count += 1;
    }
    assert!(count >= 3, "only {count}");
}

/// What this Go's version decides: the sides of a change that are that very version.
#[test]
#[ignore = "needs a real Go, named by WEFT_GO"]
fn real_go_says_the_same() {
    let go = std::env::var("WEFT_GO").expect("WEFT_GO names a go command");
    let minor = outcome::minor_of(&go);
    let (mut count, mut wrong) = (0, Vec::new());
    for (case, row) in cases().iter().zip(sorted_rows()) {
        // Words for what a version does not have yet are those of a later compiler that is told of that version.
        let refused = case.before.starts_with("prog.go:");
        let (language, want) = match minor {
            _ if refused && row.is_in(minor) && minor == 23 => (row.minor - 1, &case.before),
            _ if minor + 1 == row.minor && !refused => (minor, &case.before),
            _ if row.is_in(minor) => (minor, &case.since),
            _ => continue,
        };
        if case.program.starts_with("// weft:") {
            continue;
        }
        count += 1;
        let got = outcome::of_real(&go, &case.program, language);
        if got != *want {
            wrong.push(format!("{}:\n{got}--- not\n{want}", case.name));
        }
    }
    println!("{count} compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Writes what Weft does into the cases. Look at the difference afterwards, and let real Go judge it.
#[test]
#[ignore = "rewrites the cases"]
fn bless() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/versions/cases");
    for (case, row) in cases().iter().zip(sorted_rows()) {
        let (before, since) = (
            outcome::of(&case.program, row.minor - 1),
            outcome::of(&case.program, row.minor),
        );
        let text = format!("{}--- before\n{before}--- since\n{since}", case.program);
        std::fs::write(folder.join(format!("{}.txt", case.name)), text).expect("writable");
    }
}
