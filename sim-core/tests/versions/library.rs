//! The names of the library, version by version.

use super::outcome;
use sim_core::check::{self, Options};
use sim_core::versions::LIBRARY;

/// What the check says, or nothing.
fn errors(text: &str, go_minor: u32) -> String {
    match check::check(&[("prog.go", text)], &Options { go_minor }) {
        Ok(_) => String::new(),
        Err((errors, sources)) => errors.render(&sources),
    }
}

/// A program that names something, and what the compiler says where it is not there.
fn naming(package: &str, name: &str) -> (String, String) {
    let short = package
        .trim_end_matches("/v2")
        .rsplit('/')
        .next()
        .unwrap_or(package);
    let (used, error) = match name.split_once('.') {
        Some((ty, method)) => (
            format!("(*{short}.{ty}).{method}"),
            format!(
                "(*{short}.{ty}).{method} undefined (type *{short}.{ty} has no field or method {method})"
            ),
        ),
        None => (
            format!("{short}.{name}"),
            format!("undefined: {short}.{name}"),
        ),
    };
    let column = "\t_ = ".len() + 1 + used.rfind('.').unwrap_or(0) + 1;
    let program =
        format!("package main\n\nimport \"{package}\"\n\nfunc main() {{\n\t_ = {used}\n}}\n");
    (program, format!("prog.go:6:{column}: {error}\n"))
}

#[test]
fn names_come_with_their_version() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (package, minor, names) in LIBRARY {
        if names.is_empty() {
            let program = format!("package main\n\nimport _ \"{package}\"\n\nfunc main() {{}}\n");
            let before = errors(&program, minor - 1);
            let want = format!(
                "prog.go:3:10: package {package} is not in std (it came with Go 1.{minor})\n"
            );
            let since = errors(&program, *minor);
            if !before.starts_with(want.trim_end_matches(")\n")) || since.contains("is not in std")
            {
                wrong.push(format!("{package}: {before}{since}"));
            }
            count += 1;
        }
        for name in names.split_whitespace() {
            let (program, want) = naming(package, name);
            let (before, since) = (errors(&program, minor - 1), errors(&program, *minor));
            // From Go 1.24 on errors may name package sync by its path (`versions::AMBIGUOUS_SYNC`), which is not the matter here.
            let before = before.replace("\"sync\".", "sync.");
            // A package or a type that Weft does not have cannot tell.
            if before.contains("not supported by Weft") {
                continue;
            }
            if !before.starts_with(want.trim_end_matches(")\n")) || since.contains("undefined") {
                wrong.push(format!(
                    "{package}.{name} 1.{minor}: before {before}want {want}since {since}"
                ));
            }
            count += 1;
        }
    }
    println!("{count} names");
    assert!(count > 120, "only {count}");
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A name's row holds for real Go, too: before its version the compiler says those words, from it on it does not.
#[test]
#[ignore = "needs a real Go, named by WEFT_GO"]
fn real_go_has_these_names() {
    let go = std::env::var("WEFT_GO").expect("WEFT_GO names a go command");
    let selected = outcome::minor_of(&go);
    let mut wrong = Vec::new();
    for (package, minor, names) in LIBRARY {
        for name in names.split_whitespace() {
            let (program, want) = naming(package, name);
            let got = outcome::of_real(&go, &program, selected);
            let there = !got.contains("undefined") && !got.contains("is not in ");
            if there != (selected >= *minor)
                || !there
                    && !got.starts_with(want.trim_end_matches(")\n"))
                    && !got.contains("is not in ")
            {
                wrong.push(format!("{package}.{name} 1.{minor}: {got}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
