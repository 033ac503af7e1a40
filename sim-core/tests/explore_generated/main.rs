//! The explorer against plain enumeration on all small programs: up to three goroutines of up to three operations each.
//!
//! Each program is explored, its traces are enumerated without reduction, and all its states are walked through. The explorer must find
//! exactly the same traces, each once and none in vain, and exactly the ends that some order of the machine's steps leads to. Programs
//! that differ only in the order of their goroutines are checked once, and those that have an operation which is nobody else's business
//! not at all: they are smaller programs, which are checked.
//!
//! `WEFT_GENERATED="mixed 3x3" cargo test … --test explore_generated` checks one alphabet at one size instead, to the end, and tells
//! what it found; `basic`, `buffered`, `wide` and the parts are alphabets (`programs.rs`). `"mixed 3x3 5000"` checks so many programs of
//! them, drawn at random.

mod compare;
mod programs;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use programs::{Alphabet, Body};

/// Differences that are told.
const TOLD_MAX: usize = 40;

/// What a run over many programs came to.
#[derive(Default, Debug)]
struct Totals {
    programs: u64,
    traces: u64,
    wrong: u64,
    told: Vec<String>,
}

impl Totals {
    fn add(&mut self, part: Totals) {
        self.programs += part.programs;
        self.traces += part.traces;
        self.wrong += part.wrong;
        self.told.extend(part.told);
        self.told.truncate(TOLD_MAX);
    }
}

/// Every program of so many goroutines with such bodies; the order of goroutines does not matter.
fn check_all(numbers: &[usize], count: usize, (goroutines, length): (usize, usize)) -> Totals {
    let all = programs::bodies(numbers, length);
    let next = AtomicUsize::new(0);
    let totals = Mutex::new(Totals::default());
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let machine = programs::machine(numbers);
                loop {
                    let first = next.fetch_add(1, Ordering::Relaxed);
                    if first >= all.len() {
                        return;
                    }
                    let part = check_from(&machine, &all, count, (first, goroutines));
                    totals.lock().expect("no thread panics").add(part);
                }
            });
        }
    });
    totals.into_inner().expect("no thread panics")
}

/// Those whose first goroutine has a certain body and the others the same or later ones.
fn check_from(
    machine: &sim_core::machine::Machine,
    all: &[Body],
    count: usize,
    (first, goroutines): (usize, usize),
) -> Totals {
    let mut totals = Totals::default();
    let mut chosen = vec![first; goroutines];
    loop {
        let program: Vec<Body> = chosen.iter().map(|at| all[*at]).collect();
        if !programs::is_reducible(&program) {
            check(machine, count, &program, &mut totals);
        }
        let Some(at) = chosen.iter().rposition(|at| at + 1 < all.len()) else {
            return totals;
        };
        if at == 0 {
            return totals;
        }
        let next = chosen[at] + 1;
        chosen[at..].fill(next);
    }
}

fn check(
    machine: &sim_core::machine::Machine,
    count: usize,
    program: &[Body],
    totals: &mut Totals,
) {
    let start = programs::start(machine, count, program);
    totals.programs += 1;
    match compare::compare(&start, programs::has(program, "spin")) {
        Ok(checked) => totals.traces += checked.traces,
        Err(what) => {
            totals.wrong += 1;
            if totals.told.len() < TOLD_MAX {
                totals
                    .told
                    .push(format!("{}\n    {what}", programs::text(program)));
            }
        }
    }
}

/// A sample of the programs of goroutines with bodies of this length, in which the WaitGroup counts from 0 or this.
fn check_sample(
    numbers: &[usize],
    count: usize,
    (goroutines, length): (usize, usize),
    (programs, seed): (usize, usize),
) -> Totals {
    let mut state = (goroutines * 10 + length + (seed << 8)) as u64;
    let mut pick = |n: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % n
    };
    let machine = programs::machine(numbers);
    let mut totals = Totals::default();
    for _ in 0..programs {
        let mut program = vec![[0; 3]; goroutines];
        for body in &mut program {
            for slot in body.iter_mut().take(length) {
                *slot = numbers[pick(numbers.len())];
            }
        }
        check(&machine, pick(count + 1), &program, &mut totals);
    }
    assert_eq!(totals.programs, programs as u64);
    totals
}

/// The same by several threads.
fn check_samples(numbers: &[usize], count: usize, size: (usize, usize), programs: usize) -> Totals {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut totals = Totals::default();
    std::thread::scope(|scope| {
        let part = |thread: usize| {
            let (share, seed) = (programs / threads, thread + programs);
            scope.spawn(move || check_sample(numbers, count, size, (share, seed)))
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        for part in parts {
            totals.add(part.join().expect("no thread panics"));
        }
    });
    totals
}

fn expect_none(totals: &Totals) {
    assert!(
        totals.wrong == 0,
        "{} of {} programs:\n{}",
        totals.wrong,
        totals.programs,
        totals.told.join("\n")
    );
}

/// Checks all programs of an alphabet and a size; how many there are, and how many traces they have together.
fn expect_all(alphabet: &Alphabet, size: (usize, usize)) -> (u64, u64) {
    let totals = check_all(&alphabet.numbers(), alphabet.count, size);
    expect_none(&totals);
    (totals.programs, totals.traces)
}

/// Programs and traces of an alphabet: two goroutines of up to three operations, three of up to two.
fn expect_both(name: &str, two: (u64, u64), three: (u64, u64)) {
    let alphabet = programs::alphabet(name).expect("a known alphabet");
    assert_eq!(expect_all(alphabet, (2, 3)), two, "{name} 2x3");
    assert_eq!(expect_all(alphabet, (3, 2)), three, "{name} 3x2");
}

#[test]
fn one_operation_of_each_kind() {
    expect_both("basic", (44798, 204867), (21114, 474361));
    expect_both("buffered", (44798, 231359), (21114, 497141));
}

#[test]
fn everything_about_one_object() {
    expect_both("memory", (1325, 8599), (728, 10152));
    expect_both("locks", (2280, 12513), (1176, 20583));
    expect_both("channel", (1855, 13690), (1043, 49349));
    expect_both("buffer", (1855, 16699), (1043, 54290));
    expect_both("waits", (1855, 12311), (1043, 51060));
    expect_both("mixed", (3241, 6211), (1850, 6514));
}

#[test]
fn all_kinds_of_operation() {
    let all = programs::wide();
    let pairs = check_all(&all, 1, (2, 1));
    expect_none(&pairs);
    for (size, programs) in [((2, 2), 1_000), ((3, 1), 400), ((2, 3), 200), ((3, 2), 60)] {
        expect_none(&check_sample(&all, 1, size, (programs, 0)));
    }
}

#[test]
fn chosen_ones() {
    let Ok(wanted) = std::env::var("WEFT_GENERATED") else {
        return;
    };
    let mut words = wanted.split(' ');
    let (name, size) = (words.next(), words.next().expect("a size"));
    let programs = words.next().map(|number| number.parse().expect("a number"));
    let (goroutines, length) = size.split_once('x').expect("a size such as 3x2");
    let size = (
        goroutines.parse().expect("a number"),
        length.parse().expect("a number"),
    );
    let (numbers, count) = match name.and_then(programs::alphabet) {
        Some(alphabet) => (alphabet.numbers(), alphabet.count),
        None => (programs::wide(), 1),
    };
    let begun = std::time::Instant::now();
    let totals = match programs {
        Some(programs) => check_samples(&numbers, count, size, programs),
        None => check_all(&numbers, count, size),
    };
    println!(
        "{wanted}: {} programs, {} traces, {} wrong, {:.0} s",
        totals.programs,
        totals.traces,
        totals.wrong,
        begun.elapsed().as_secs_f64()
    );
    expect_none(&totals);
}
