//! Programs with one mistake or two, and what real Go's compiler says of them: `type_errors/programs.txt`.
//!
//! Each case is a program, then `=== errors` with the words of Go 1.23's compiler (nothing where it compiles). Where Weft says
//! something else, `=== ours` holds what it says today, so that a change is noticed, whether it mends or breaks:
//! `WEFT_BLESS=1 cargo test -p sim-core --test type_errors` writes these sections anew. `cargo xtask oracle -- type_errors` compares the
//! real compiler's words with a real compiler.

mod real_go;

use real_go::{Built, Source};
use sim_core::check::{Options, check};
use std::path::{Path, PathBuf};

/// What `weft check` would print.
fn errors_of(program: &str) -> String {
    match check(&[("main.go", program)], &Options::default()) {
        Ok(_) => String::new(),
        Err((errors, sources)) => errors.render(&sources),
    }
}

/// A case: program, the real compiler's words, ours where they differ.
struct Case<'a> {
    program: &'a str,
    real: &'a str,
    ours: Option<&'a str>,
}

impl<'a> Case<'a> {
    fn read(text: &'a str) -> Case<'a> {
        let (program, rest) = text.split_once("=== errors\n").expect("a case has errors");
        let (real, ours) = match rest.split_once("=== ours\n") {
            Some((real, ours)) => (real, Some(ours)),
            None => (rest, None),
        };
        Case {
            program,
            real,
            ours,
        }
    }

    fn write(&self, actual: &str) -> String {
        let (program, real) = (self.program, self.real);
        let head = format!("=== program\n{program}=== errors\n{real}");
        if actual == real {
            head
        } else {
            format!("{head}=== ours\n{actual}")
        }
    }
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/type_errors/programs.txt")
}

fn programs() -> String {
    std::fs::read_to_string(path()).expect("the programs are there")
}

fn cases(text: &str) -> Vec<Case<'_>> {
    text.split("=== program\n")
        .skip(1)
        .map(Case::read)
        .collect()
}

#[test]
fn type_errors_as_the_real_compiler() {
    let text = programs();
    let cases = cases(&text);
    let (mut wrong, mut blessed, mut exact) = (Vec::new(), String::new(), 0);
    for case in &cases {
        let actual = errors_of(case.program);
        let expected = case.ours.unwrap_or(case.real);
        if actual != expected {
            wrong.push(format!(
                "{}--- expected\n{expected}--- now\n{actual}",
                case.program
            ));
        }
        exact += usize::from(actual == case.real);
        blessed.push_str(&case.write(&actual));
    }
    println!("{exact} of {} exactly as the real compiler", cases.len());
    if std::env::var_os("WEFT_BLESS").is_some() {
        std::fs::write(path(), blessed).expect("the programs can be written");
        return;
    }
    assert!(cases.len() > 400, "only {} programs", cases.len());
    assert!(
        wrong.is_empty(),
        "{} changed:\n{}",
        wrong.len(),
        wrong.join("\n==========\n")
    );
}

/// The recorded words are those of Go 1.23.
#[test]
fn real_go_type_errors() {
    let found = real_go::all_or_say("type errors were not compared with real Go");
    let Some(go) = found.iter().find(|go| go.minor == 23) else {
        return;
    };
    let text = programs();
    let cases = cases(&text);
    let source = |(at, case): (usize, &Case)| Source {
        name: format!("case{at}"),
        file: "main.go".to_string(),
        text: case.program.to_string(),
    };
    let sources: Vec<Source> = cases.iter().enumerate().map(source).collect();
    let built = go.build(&real_go::scratch("type_errors"), 23, &sources);
    let mut wrong = Vec::new();
    for (case, built) in cases.iter().zip(built) {
        let said = match built {
            Built::Errors(lines) => lines,
            Built::Program(_) => String::new(),
        };
        if said != case.real {
            wrong.push(format!(
                "{}--- Go says\n{said}--- recorded\n{}",
                case.program, case.real
            ));
        }
    }
    println!(
        "Go {}: {} of {} programs judged as recorded",
        go.release,
        cases.len() - wrong.len(),
        cases.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
