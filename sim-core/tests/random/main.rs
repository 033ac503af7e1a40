//! Random programs: Weft must do what real Go does. `cargo xtask oracle --programs 5000`.
//!
//! The programs are well typed, end, and say the same on every run of Go: no address is printed, no order of a map matters, goroutines are
//! joined. A seed and a number make a program, always the same one. A program that differs is made smaller and written to
//! `corpus/random/` (where `WEFT_KEEP` is set), where it is compared ever after.

mod blocks;
mod expr;
mod judge;
mod program;
#[path = "../real_go/mod.rs"]
mod real_go;
mod rng;
mod shrink;
mod stmt;
mod tree;

use judge::Outcome;
use real_go::Go;
use std::path::Path;
use std::time::{Duration, Instant};
use tree::Program;

/// Programs compared before the next are made.
const CHUNK: u64 = 500;
/// Differences that are made smaller and told of.
const TOLD_MAX: usize = 5;

fn number_of(variable: &str, default: u64) -> u64 {
    let text = std::env::var(variable).ok();
    text.and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// The generator does not depend on anything but its seed, and Weft accepts what it makes.
#[test]
fn programs_are_repeatable_and_compile() {
    for number in 0..20 {
        let program = program::program(1, number);
        assert_eq!(program.text(), program::program(1, number).text());
        if let Outcome::Failed(why) = judge::weft(&program, 23) {
            panic!("{why}\n{}", program.whole());
        }
    }
}

#[test]
fn real_go_random_programs() {
    let (count, seed) = (number_of("WEFT_PROGRAMS", 200), number_of("WEFT_SEED", 1));
    let first = number_of("WEFT_FIRST", 0);
    let mut differing = Vec::new();
    let found = real_go::all_or_say("no random program was compared with real Go");
    // From Go 1.25 on the capacity of a slice depends on whether it escapes, which Weft does not always know.
    for go in found.into_iter().filter(|go| go.minor < 25) {
        let start = Instant::now();
        let mut tally = Tally::default();
        let folder = real_go::scratch(&format!("random-{}", go.release));
        let mut next = first;
        while next < first + count {
            let end = (next + CHUNK).min(first + count);
            let programs: Vec<Program> = (next..end).map(|n| program::program(seed, n)).collect();
            differing.extend(compare(&go, &folder, programs, &mut tally));
            next = end;
        }
        println!(
            "Go {}: {count} random programs of seed {seed} compared in {:.0} s: {} agree, {} differ; {} end by a panic, {} take too long, {} lines of output",
            go.release,
            start.elapsed().as_secs_f64(),
            tally.agree,
            tally.differ,
            tally.panics,
            tally.endless,
            tally.lines
        );
    }
    let told: Vec<String> = differing
        .iter()
        .take(TOLD_MAX)
        .map(|(go, program)| explain(go, program))
        .collect();
    assert!(
        told.is_empty(),
        "{} differ\n{}",
        differing.len(),
        told.join("\n")
    );
}

#[derive(Default)]
struct Tally {
    agree: usize,
    differ: usize,
    panics: usize,
    lines: usize,
    endless: usize,
}

fn compare(
    go: &Go,
    folder: &Path,
    programs: Vec<Program>,
    tally: &mut Tally,
) -> Vec<(Go, Program)> {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let real = judge::real(go, folder, &programs);
    let ours = real_go::each(&programs, |program| judge::weft(program, go.minor));
    let mut differing = Vec::new();
    for ((program, real), ours) in programs.into_iter().zip(real).zip(ours) {
        let (code, stdout) = match &real {
            Outcome::Ended(code, stdout, _) => (code, stdout),
            Outcome::Failed(why) if why.ends_with("does not end") => {
                tally.endless += 1;
                continue;
            }
            Outcome::Failed(why) => panic!("program {}: {why}", program.number),
        };
        tally.panics += usize::from(*code != 0);
        tally.lines += stdout.lines().count();
        if judge::differ(&real, &ours) {
            if tally.differ < TOLD_MAX {
                println!(
                    "program {}: {}",
                    program.number,
                    real.first_difference(&ours)
                );
            }
            tally.differ += 1;
            differing.push((go.clone(), program));
        } else {
            tally.agree += 1;
        }
    }
    differing
}

/// How long one difference may be shrunk.
fn patience() -> Duration {
    Duration::from_secs(number_of("WEFT_SHRINK_SECONDS", 60))
}

/// Shrinks a difference, keeps it as a case of the corpus, and says what it is.
fn explain(go: &Go, program: &Program) -> String {
    let folder = real_go::scratch("shrink");
    let (small, go_did, weft_did) = shrink::shrink(go, &folder, program, patience());
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/random");
    let name = format!("p{}_go1_{}", program.number, go.minor);
    let text = small.whole();
    if std::env::var_os("WEFT_KEEP").is_some() {
        std::fs::create_dir_all(&kept).expect("the corpus can be written");
        std::fs::write(kept.join(format!("{name}.go")), &text).expect("the corpus can be written");
    }
    format!(
        "== program {} ({name}), Go {}\n{text}-- Go\n{}-- Weft\n{}",
        program.number,
        go.release,
        go_did.text(),
        weft_did.text()
    )
}
