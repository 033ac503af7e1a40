//! The verdicts on the claims of `claims/`, computed from what their programs do.
//!
//! The list of verdicts is a snapshot, so that a change is noticed; it is written by the test itself (`UPDATE_EXPECT=1`), never by
//! hand. Where there is real Go, the programs that are tried in one way only are given to it, too, and it must make the same of them.

mod real_go;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use real_go::{Built, Source};
use serde::Deserialize;
use sim_core::session::claims::{self, Answer, Pattern, Rule, Seen, Tries, Verdict};

/// Versions that every claim is tried under.
const VERSIONS: &[u32] = &[17, 21, 23, 27];

#[derive(Deserialize)]
struct List {
    claim: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    id: String,
    part: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    file: String,
    rule: Rule,
    #[serde(flatten)]
    tries: Tries,
    #[serde(flatten)]
    pattern: Pattern,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../claims")
}

fn list() -> Vec<Claim> {
    let text = std::fs::read_to_string(folder().join("claims.toml")).expect("the list");
    toml::from_str::<List>(&text).expect("claims").claim
}

fn program(part: &Part) -> String {
    let path = folder().join(&part.file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn answers(part: &Part) -> Vec<Answer> {
    let text = program(part);
    let one = |&minor: &u32| {
        claims::judge(&text, minor, part.tries, part.rule, &part.pattern)
            .unwrap_or_else(|error| panic!("{} in Go 1.{minor}: {error}", part.file))
    };
    VERSIONS.iter().map(one).collect()
}

#[test]
fn verdicts() {
    let (mut all, mut kinds) = (String::new(), BTreeSet::new());
    for claim in list() {
        let parts: Vec<Vec<Answer>> = claim.part.iter().map(answers).collect();
        let verdict = claims::verdict(&parts).expect("a verdict");
        kinds.insert(verdict.name());
        all.push_str(&format!("{}: {}\n", claim.id, verdict.name()));
        for (part, answers) in claim.part.iter().zip(&parts) {
            for answer in answers {
                let seen = &answer.seen;
                all.push_str(&format!(
                    "    {} 1.{}: {}, {} {:?} {:?}\n",
                    part.file,
                    answer.go_minor,
                    if answer.holds { "holds" } else { "fails" },
                    seen.kind,
                    seen.message,
                    seen.stdout
                ));
            }
        }
    }
    assert_eq!(kinds.len(), 4, "every verdict occurs: {kinds:?}");
    expect_file!["claims.verdicts.txt"].assert_eq(&all);
}

#[test]
fn real_go_claims() {
    for go in real_go::all_or_say("the claims were not put to real Go") {
        let claims = list();
        let parts: Vec<&Part> = claims
            .iter()
            .flat_map(|claim| &claim.part)
            .filter(|part| part.tries.orders.is_none() && part.tries.seeds.is_none())
            .collect();
        let source = |part: &&Part| Source {
            name: part.file.trim_end_matches(".go").to_string(),
            file: "main.go".to_string(),
            text: program(part),
        };
        let sources: Vec<Source> = parts.iter().map(source).collect();
        let folder = real_go::scratch(&format!("claims-{}", go.release));
        for (part, built) in parts.iter().zip(go.build(&folder, go.minor, &sources)) {
            let answer = claims::judge(
                &program(part),
                go.minor,
                part.tries,
                part.rule,
                &part.pattern,
            )
            .unwrap_or_else(|error| panic!("{}: {error}", part.file));
            let same = does_the_same(&built, &answer.seen);
            assert!(same, "Go {}: {}: {:?}", go.release, part.file, answer.seen);
        }
        println!(
            "Go {}: {} programs of {} claims do the same",
            go.release,
            parts.len(),
            claims.len()
        );
    }
}

/// Whether real Go made of a program what was seen here.
fn does_the_same(built: &Built, seen: &Seen) -> bool {
    match built {
        // What stands in parentheses names types, which newer releases write in other ways.
        Built::Errors(errors) => {
            let said = seen.message.split(" (").next().unwrap_or_default();
            seen.kind == "compile" && errors.contains(said)
        }
        Built::Program(path) => {
            let output = real_go::run(path, &[]).unwrap_or_else(|error| panic!("{error}"));
            let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
            let ended = match seen.kind.as_str() {
                "ok" => output.status.success(),
                "panic" | "fatal" => stderr.contains(&seen.message),
                _ => false,
            };
            ended && String::from_utf8_lossy(&output.stdout) == seen.stdout
        }
    }
}

#[test]
fn every_program_and_text_belongs_to_a_claim() {
    let claims = list();
    let used: BTreeSet<&str> = claims
        .iter()
        .flat_map(|claim| &claim.part)
        .map(|part| part.file.as_str())
        .collect();
    let entries = std::fs::read_dir(folder()).expect("the folder").flatten();
    let there: BTreeSet<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".go"))
        .collect();
    assert_eq!(used, there.iter().map(String::as_str).collect());
    for language in ["en", "zh"] {
        let text =
            std::fs::read_to_string(folder().join(format!("text.{language}.ftl"))).expect("texts");
        let names: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split(" = ").next())
            .collect();
        let wanted: Vec<String> = claims
            .iter()
            .flat_map(|claim| [claim.id.clone(), format!("{}-why", claim.id)])
            .collect();
        assert_eq!(names, wanted, "{language}");
    }
}

/// Patterns decide as they should: a verdict could otherwise be right by chance.
#[test]
fn verdicts_follow_from_answers() {
    let answer = |holds: bool| Answer {
        holds,
        ..claims::judge(
            "package main\nfunc main() {}\n",
            23,
            Tries::default(),
            Rule::Every,
            &Pattern::default(),
        )
        .expect("runs")
    };
    let verdict = |parts: &[&[bool]]| {
        let parts: Vec<Vec<Answer>> = parts
            .iter()
            .map(|part| part.iter().map(|&holds| answer(holds)).collect())
            .collect();
        claims::verdict(&parts)
    };
    assert_eq!(verdict(&[]), None);
    assert_eq!(
        verdict(&[&[true, true], &[true, true]]),
        Some(Verdict::True)
    );
    assert_eq!(verdict(&[&[false, false]]), Some(Verdict::False));
    assert_eq!(verdict(&[&[true, false]]), Some(Verdict::Version));
    assert_eq!(
        verdict(&[&[true, true], &[false, false]]),
        Some(Verdict::Partly)
    );
}
