//! Compiling and running programs under the detector.

use std::collections::BTreeSet;
use std::sync::Arc;

use expect_test::Expect;
use sim_core::bytecode::Program;
use sim_core::machine::{Config, Machine};
use sim_core::race::{Detector, Race, Settings};
use sim_core::session::api::{FileText, Options};
use sim_core::session::compile::compile;

/// Random orders tried of each program.
const ORDERS: u64 = 60;
const STEPS_MAX: u32 = 100_000;

/// A program whose main function has this body, with `sync`, `atomic` and `time` at hand.
pub fn main_program(declarations: &str, body: &str) -> String {
    let imports = [
        ("sync", "sync"),
        ("atomic", "sync/atomic"),
        ("time", "time"),
    ];
    let used = imports
        .iter()
        .filter(|(name, _)| format!("{declarations}{body}").contains(&format!("{name}.")))
        .map(|(_, path)| format!("import \"{path}\"\n"))
        .collect::<String>();
    format!("package main\n{used}{declarations}\nfunc main() {{{body}}}\n")
}

pub fn program(text: &str) -> Arc<Program> {
    let files = [FileText {
        name: "main.go".to_string(),
        text: text.to_string(),
    }];
    compile(&files, &Options::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// One random run to its end.
pub fn run(program: &Arc<Program>, mut seed: u64, settings: Settings) -> (Machine, Detector) {
    let mut machine = Machine::new(program.clone(), &Config::default());
    let mut detector = Detector::with(&machine, settings);
    let mut enabled = Vec::new();
    for _ in 0..STEPS_MAX {
        machine.enabled(&mut enabled);
        if enabled.is_empty() {
            break;
        }
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let g = enabled[(seed >> 33) as usize % enabled.len()];
        let alternatives = machine.pending(g).map_or(1, |pending| pending.alternatives);
        let alt = match alternatives {
            0 => seed,
            n => (seed >> 40) % n,
        };
        let event = machine.step(g, alt).expect("enabled");
        detector.observe(&machine, &event);
    }
    (machine, detector)
}

fn line(race: &Race) -> String {
    let mut accesses: Vec<String> = race
        .accesses
        .iter()
        .map(|access| {
            let source = access.place.line;
            format!("{} {}", access.op.name(), source)
        })
        .collect();
    accesses.sort();
    format!("{}: {}\n", race.location.name, accesses.join(", "))
}

/// The races of a program: what, how and on which lines.
pub fn races(text: &str) -> String {
    let program = program(text);
    let mut found = BTreeSet::new();
    for seed in 0..ORDERS {
        let (_, fast) = run(&program, seed, Settings::default());
        let stacks = Settings {
            stacks: true,
            ..Settings::default()
        };
        let (_, full) = run(&program, seed, stacks);
        let keys = |detector: &Detector| {
            let keys = detector.races().iter().map(Race::key);
            keys.collect::<BTreeSet<_>>()
        };
        assert_eq!(keys(&fast), keys(&full), "with and without stacks\n{text}");
        found.extend(full.races().iter().map(line));
    }
    found.into_iter().collect()
}

/// Compares the races of a program; it begins in line 1 with its package clause.
pub fn check(declarations: &str, body: &str, expect: Expect) {
    expect.assert_eq(&races(&main_program(declarations, body)));
}
