//! Programs with one mistake or two, and what real Go's compiler says of them: `type_errors/programs.txt`.
//!
//! Each case is a program, then `=== errors` with the words of Go 1.23's compiler (nothing where it compiles), and `=== errors 1.27` where
//! Go 1.27 has others. Where Weft says something else, `=== ours` and `=== ours 1.27` hold what it says today, so that a change is
//! noticed, whether it mends or breaks: `WEFT_BLESS=1 cargo test -p sim-core --test type_errors` writes these sections anew.
//! `cargo xtask oracle -- type_errors` compares the real compilers' words with real compilers, and writes them where `WEFT_BLESS` is set.

mod real_go;

use real_go::{Built, Go, Source};
use sim_core::check::{Options, check};
use std::path::{Path, PathBuf};

/// The versions whose words are recorded.
const VERSIONS: [u32; 2] = [23, 27];

/// What `weft check` would print as Go 1.`go_minor`.
fn errors_of(program: &str, go_minor: u32) -> String {
    match check(&[("main.go", program)], &Options { go_minor }) {
        Ok(_) => String::new(),
        Err((errors, sources)) => errors.render(&sources),
    }
}

/// A case: program, and by version the real compiler's words, and ours where they differ.
#[derive(Clone)]
struct Case<'a> {
    program: &'a str,
    real: [String; 2],
    ours: [Option<String>; 2],
}

impl<'a> Case<'a> {
    fn read(text: &'a str) -> Case<'a> {
        let mut sections = text.split("=== ");
        let program = sections.next().expect("a case has a program");
        let (mut real, mut ours): ([Option<String>; 2], [Option<String>; 2]) = Default::default();
        for section in sections {
            let (title, words) = section.split_once('\n').expect("a section has a title");
            let words = Some(words.to_string());
            match title {
                "errors" => real[0] = words,
                "errors 1.27" => real[1] = words,
                "ours" => ours[0] = words,
                "ours 1.27" => ours[1] = words,
                other => panic!("section {other}"),
            }
        }
        let old = real[0].take().expect("a case has errors");
        let new = real[1].take().unwrap_or(old.clone());
        Case {
            program,
            real: [old, new],
            ours,
        }
    }

    fn expected(&self, version: usize) -> &str {
        self.ours[version].as_deref().unwrap_or(&self.real[version])
    }

    fn write(&self) -> String {
        let mut text = format!("=== program\n{}=== errors\n{}", self.program, self.real[0]);
        if self.real[1] != self.real[0] {
            text += &format!("=== errors 1.27\n{}", self.real[1]);
        }
        for (title, ours) in ["ours", "ours 1.27"].iter().zip(&self.ours) {
            if let Some(ours) = ours {
                text += &format!("=== {title}\n{ours}");
            }
        }
        text
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

fn bless(cases: &[Case<'_>]) {
    let text: String = cases.iter().map(Case::write).collect();
    std::fs::write(path(), text).expect("the programs can be written");
}

fn blessing() -> bool {
    std::env::var_os("WEFT_BLESS").is_some()
}

#[test]
fn type_errors_as_the_real_compiler() {
    let text = programs();
    let mut cases = cases(&text);
    let mut wrong = Vec::new();
    for (index, version) in VERSIONS.into_iter().enumerate() {
        let mut exact = 0;
        for case in &mut cases {
            let actual = errors_of(case.program, version);
            if actual != case.expected(index) {
                wrong.push(format!(
                    "{}--- expected of 1.{version}\n{}--- now\n{actual}",
                    case.program,
                    case.expected(index)
                ));
            }
            exact += usize::from(actual == case.real[index]);
            case.ours[index] = (actual != case.real[index]).then_some(actual);
        }
        println!(
            "{exact} of {} exactly as Go 1.{version}'s compiler",
            cases.len()
        );
    }
    if blessing() {
        return bless(&cases);
    }
    assert!(cases.len() > 400, "only {} programs", cases.len());
    assert!(
        wrong.is_empty(),
        "{} changed:\n{}",
        wrong.len(),
        wrong.join("\n==========\n")
    );
}

/// The recorded words are those of Go 1.23 and of Go 1.27.
#[test]
fn real_go_type_errors() {
    let text = programs();
    let mut cases = cases(&text);
    let mut wrong = Vec::new();
    for go in real_go::all_or_say("type errors were not compared with real Go") {
        let Some(index) = VERSIONS.iter().position(|&version| version == go.minor) else {
            continue;
        };
        let before = wrong.len();
        for (case, said) in cases.iter_mut().zip(said(&go, &text)) {
            if said != case.real[index] {
                wrong.push(format!(
                    "{}--- Go {} says\n{said}--- recorded\n{}",
                    case.program, go.release, case.real[index]
                ));
            }
            case.real[index] = said;
        }
        println!(
            "Go {}: {} of {} programs judged as recorded",
            go.release,
            cases.len() - (wrong.len() - before),
            cases.len()
        );
    }
    if blessing() {
        return bless(&cases);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a real compiler says of each program.
fn said(go: &Go, text: &str) -> Vec<String> {
    let source = |(at, case): (usize, Case)| Source {
        name: format!("case{at}"),
        file: "main.go".to_string(),
        text: case.program.to_string(),
    };
    let sources: Vec<Source> = cases(text).into_iter().enumerate().map(source).collect();
    let folder = real_go::scratch(&format!("type_errors-{}", go.release));
    let built = go.build(&folder, go.minor, &sources);
    let words = |built| match built {
        Built::Errors(lines) => lines,
        Built::Program(_) => String::new(),
    };
    built.into_iter().map(words).collect()
}
