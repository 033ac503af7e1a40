//! Every scene keeps its promises: `cargo test -p sim-core --test scenes`.

#[path = "golden_support/compile.rs"]
mod compile;
mod scenes_support;

use compile::compile;
use scenes_support::scene::{self, LANGUAGES, MESSAGES, Program, Scene};
use scenes_support::search::{self, Outcome};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Longest question and longest other text, in characters: they must be readable from the back row.
const QUESTION_MAX: usize = 110;
const TEXT_MAX: usize = 280;

fn scenes() -> Vec<Scene> {
    match scene::all() {
        Ok(scenes) => scenes,
        Err(error) => panic!("{error}"),
    }
}

/// What is claimed of every program, tried in every order that the bound of pre-emptions allows.
#[test]
fn claims_hold() {
    let mut wrong = Vec::new();
    for scene in scenes() {
        for program in &scene.claims.programs {
            if let Err(error) = check(&scene, program) {
                wrong.push(format!("{}/{}: {error}", scene.id, program.file));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn check(scene: &Scene, program: &Program) -> Result<(), String> {
    let text = scene.files.get(&program.file).ok_or("no such file")?;
    let compiled = compile(text, scene.claims.go_minor()?)?;
    let found = search::outcomes(&compiled, program.preemptions)?;
    println!(
        "{}/{}: {} outcomes, {} transitions",
        scene.id,
        program.file,
        found.outcomes.len(),
        found.transitions
    );
    let all = || {
        found
            .outcomes
            .iter()
            .map(|outcome| format!("\n    {outcome:?}"))
            .collect::<String>()
    };
    for claim in &program.possible {
        if !found.outcomes.iter().any(|outcome| claim.matches(outcome)) {
            return Err(format!("does not happen: {claim:?}\n  but:{}", all()));
        }
    }
    match found
        .outcomes
        .iter()
        .find(|outcome| !program.allows(outcome))
    {
        Some(outcome) => Err(format!("happens: {outcome:?}\n  of:{}", all())),
        None => Ok(()),
    }
}

/// Both languages have the same messages, short enough to be read.
#[test]
fn texts_are_complete() {
    for scene in scenes() {
        let names = |file: &String| format!("file-{}", file.trim_end_matches(".go"));
        let own: BTreeSet<String> = scene.files.keys().map(names).collect();
        let wanted: BTreeSet<String> = own
            .into_iter()
            .chain(MESSAGES.iter().map(|m| m.to_string()))
            .collect();
        for language in LANGUAGES {
            let Some(texts) = scene.texts.get(*language) else {
                panic!("{}: no text in {language}", scene.id)
            };
            let found: BTreeSet<String> = texts.keys().cloned().collect();
            assert_eq!(found, wanted, "{} in {language}", scene.id);
            for (name, text) in texts {
                let max = if name == "question" {
                    QUESTION_MAX
                } else {
                    TEXT_MAX
                };
                let length = text.chars().count();
                assert!(
                    (1..=max).contains(&length),
                    "{} {name} in {language}: {length} characters",
                    scene.id
                );
            }
        }
    }
}

/// Every file of a scene is claimed something of, `main.go` first.
#[test]
fn programs_are_claimed() {
    for scene in scenes() {
        let claimed: Vec<&String> = scene
            .claims
            .programs
            .iter()
            .map(|program| &program.file)
            .collect();
        assert_eq!(
            claimed.first().map(|file| file.as_str()),
            Some("main.go"),
            "{}",
            scene.id
        );
        let claimed: BTreeSet<&String> = claimed.into_iter().collect();
        assert_eq!(claimed, scene.files.keys().collect(), "{}", scene.id);
    }
}

/// Every program is Go that real Go runs, with an outcome that the scene allows. Done where there is a `go` command.
#[test]
fn programs_run_with_real_go() {
    let go = |arguments: &[&str], folder: &Path| {
        let mut command = Command::new("go");
        command.args(arguments).current_dir(folder);
        command.env("GOTOOLCHAIN", "local").output()
    };
    let root = scene::root();
    if !go(&["version"], &root).is_ok_and(|output| output.status.success()) {
        println!("no go command: the scenes were not run with real Go");
        return;
    }
    for scene in scenes() {
        for program in &scene.claims.programs {
            let Ok(output) = go(&["run", &program.file], &root.join(&scene.id)) else {
                panic!("go run does not start");
            };
            let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
            let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
            let fatal = stderr
                .lines()
                .find_map(|line| line.strip_prefix("fatal error: "));
            let outcome = Outcome {
                kind: if fatal.is_some() { "fatal" } else { "ok" }.to_string(),
                message: fatal.map(str::to_string),
                stdout: Some(stdout),
            };
            let expected = fatal.is_some() || output.status.success();
            assert!(
                expected && program.allows(&outcome),
                "{} {}: {outcome:?} {stderr}",
                scene.id,
                program.file
            );
        }
    }
}
