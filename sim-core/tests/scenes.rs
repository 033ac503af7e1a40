//! Every scene keeps its promises: `cargo test -p sim-core --test scenes`.

#[path = "golden_support/compile.rs"]
mod compile;
mod real_go;
mod scenes_support;

use compile::compile;
use real_go::{Built, Source};
use scenes_support::scene::{self, LANGUAGES, MESSAGES, Program, Scene};
use scenes_support::search::{self, Outcome};
use std::collections::BTreeSet;
use std::path::Path;

/// Longest question and longest other text, in characters: they must be readable from the back row.
const QUESTION_MAX: usize = 110;
const TEXT_MAX: usize = 280;

fn scenes() -> Vec<Scene> {
    match scene::all() {
        Ok(scenes) => scenes,
        Err(error) => panic!("{error}"),
    }
}

/// What is claimed of every program, tried in every order that the bound of pre-emptions allows, in versions with either kind of map.
#[test]
fn claims_hold() {
    let mut wrong = Vec::new();
    for scene in scenes() {
        for program in &scene.claims.programs {
            for minor in scene.claims.versions().unwrap_or_default() {
                if let Err(error) = check(&scene, program, minor) {
                    wrong.push(format!(
                        "{}/{} in Go 1.{minor}: {error}",
                        scene.id, program.file
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn check(scene: &Scene, program: &Program, minor: u32) -> Result<(), String> {
    let text = scene.files.get(&program.file).ok_or("no such file")?;
    let program = program.under(minor)?;
    let compiled = compile(text, minor)?;
    let found = search::outcomes(&compiled, program.preemptions)?;
    println!(
        "{}/{} in Go 1.{minor}: {} outcomes, {} transitions",
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

/// Every program is Go that real Go compiles and runs, with an outcome that the scene allows; where only one outcome is possible, it is
/// that one.
#[test]
fn real_go_scenes() {
    for go in real_go::all_or_say("the scenes were not run with real Go") {
        let scenes = scenes();
        let programs: Vec<(&Scene, &Program)> = scenes
            .iter()
            .filter(|scene| scene.claims.go_minor().is_ok_and(|minor| minor <= go.minor))
            .flat_map(|scene| {
                scene
                    .claims
                    .programs
                    .iter()
                    .map(move |program| (scene, program))
            })
            .collect();
        let source = |(scene, program): &(&Scene, &Program)| Source {
            name: format!("{}_{}", scene.id, program.file.trim_end_matches(".go")),
            file: program.file.clone(),
            text: scene.files.get(&program.file).cloned().unwrap_or_default(),
        };
        let sources: Vec<Source> = programs.iter().map(source).collect();
        let folder = real_go::scratch(&format!("scenes-{}", go.release));
        let built = go.build(&folder, go.minor, &sources);
        let mut decided = 0;
        for ((scene, program), built) in programs.iter().zip(&built) {
            let outcome = match built {
                Built::Errors(errors) => panic!("{}/{}: {errors}", scene.id, program.file),
                Built::Program(path) => real_outcome(path),
            };
            let claimed = program.under(go.minor).unwrap_or_else(|e| panic!("{e}"));
            assert!(
                claimed.allows(&outcome),
                "Go {}: {} {}: {outcome:?}",
                go.release,
                scene.id,
                program.file
            );
            decided += usize::from(claimed.only && claimed.possible.len() == 1);
        }
        println!(
            "Go {}: {} programs of {} scenes run, {decided} with only one outcome",
            go.release,
            programs.len(),
            scenes.len()
        );
    }
}

fn real_outcome(program: &Path) -> Outcome {
    let output = real_go::run(program, &[]).unwrap_or_else(|error| panic!("{error}"));
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let after = |start: &str| stderr.lines().find_map(|line| line.strip_prefix(start));
    let (kind, message) = match (after("fatal error: "), after("panic: ")) {
        (Some("all goroutines are asleep - deadlock!"), _) => ("deadlock", after("fatal error: ")),
        (Some(message), _) => ("fatal", Some(message)),
        (None, Some(message)) => ("panic", Some(message)),
        (None, None) if output.status.success() => ("ok", None),
        (None, None) => ("exit", None),
    };
    Outcome {
        kind: kind.to_string(),
        message: message.map(str::to_string),
        stdout: Some(stdout),
    }
}
