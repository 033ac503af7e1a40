//! Nanoseconds and transitions per map operation, classic maps (Go 1.23) beside Swiss maps (Go 1.27).
//!
//! `cargo bench -p sim-core --bench maps`. Each operation runs as a Go program of one goroutine over a map of 200 entries. The figure is
//! the difference between a program that does everything twice and one that does it once, in the best of several rounds: building
//! the map and starting the program are not in it, the loop around the operation is.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sim_core::bytecode::Program;
use sim_core::machine::{Config, Gid, Machine, Status};
use sim_core::{check, lower};

/// Entries of the map, rounds over all of them in one program, and measurements of which the best counts.
const ENTRIES: u32 = 200;
const REPEAT: u32 = 40;
const ROUNDS: u32 = 7;
/// What every random draw gives.
const RANDOM: u64 = 0x9e37_79b9_7f4a_7c15;

/// Name, and the body of a loop over `i` below [`ENTRIES`] that does one operation each time.
const OPERATIONS: &[(&str, &str)] = &[
    (
        "insert into a new map",
        "if i == 0 { m = map[int]int{} }; m[i] = i",
    ),
    ("overwrite", "m[i] = i"),
    ("hit", "sum += m[i]"),
    ("miss", "sum += m[i+1000]"),
    ("delete and insert again", "delete(m, i); m[i] = i"),
    ("iterate", "if i == 0 { for k := range m { sum += k } }"),
];

fn main() {
    println!(
        "{:26} {:>22} {:>22}",
        "per operation", "Go 1.23 (classic)", "Go 1.27 (Swiss)"
    );
    for (name, body) in OPERATIONS {
        let [classic, swiss] = [23, 27].map(|minor| cost(body, minor));
        println!("{name:26} {classic:>22} {swiss:>22}");
    }
}

/// `123 ns, 17.5 steps`.
fn cost(body: &str, minor: u32) -> String {
    let once = best(&compile(&program(body, REPEAT), minor));
    let twice = best(&compile(&program(body, 2 * REPEAT), minor));
    let operations = f64::from(ENTRIES * REPEAT);
    let time = twice.0.saturating_sub(once.0).as_nanos() as f64 / operations;
    let steps = twice.1.saturating_sub(once.1) as f64 / operations;
    format!("{time:.0} ns, {steps:.1} steps")
}

fn program(body: &str, repeat: u32) -> String {
    format!(
        "package main\n\nfunc main() {{\n\tm := map[int]int{{}}\n\tsum := 0\n\
         \tfor i := 0; i < {ENTRIES}; i++ {{\n\t\tm[i] = i\n\t}}\n\
         \tfor n := 0; n < {repeat}; n++ {{\n\t\tfor i := 0; i < {ENTRIES}; i++ {{\n\t\t\t{body}\n\t\t}}\n\t}}\n\
         \tprintln(len(m), sum)\n}}\n"
    )
}

fn compile(text: &str, go_minor: u32) -> Arc<Program> {
    let checked = check::check(&[("main.go", text)], &check::Options { go_minor });
    let (typed, sources) = checked.map_err(|(errors, _)| errors).expect("checks");
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

/// The best time of a whole run, and its transitions.
fn best(program: &Arc<Program>) -> (Duration, u64) {
    let mut best = (Duration::MAX, 0);
    for _ in 0..ROUNDS {
        let mut machine = Machine::new(program.clone(), &Config::default());
        let (start, mut steps) = (Instant::now(), 0);
        while *machine.status() == Status::Running {
            // A random draw takes any number, everything else alternative 0.
            let event = match machine.step(Gid(1), 0) {
                Err(_) => machine.step(Gid(1), RANDOM),
                taken => taken,
            };
            black_box(&event).as_ref().expect("enabled");
            steps += 1;
        }
        best = (best.0.min(start.elapsed()), steps);
    }
    best
}
