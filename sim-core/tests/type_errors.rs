//! Programs with one mistake or two, and what real Go's compiler says of them: `type_errors/programs.txt`.
//!
//! Each case is a program, then `=== errors` with the words of Go 1.23's compiler (nothing where it compiles). Where Weft says
//! something else, `=== ours` holds what it says today, so that a change is noticed, whether it mends or breaks:
//! `WEFT_BLESS=1 cargo test -p sim-core --test type_errors` writes these sections anew.

use sim_core::check::{Options, check};
use std::path::Path;

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

#[test]
fn type_errors_as_the_real_compiler() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/type_errors/programs.txt");
    let text = std::fs::read_to_string(&path).expect("the programs are there");
    let cases: Vec<Case> = text
        .split("=== program\n")
        .skip(1)
        .map(Case::read)
        .collect();
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
        std::fs::write(&path, blessed).expect("the programs can be written");
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
