//! The explorer against plain enumeration on all small programs: up to three goroutines of up to three operations each.
//!
//! Each program is explored, its traces are enumerated without reduction, and all its states are walked through. The explorer must find
//! exactly the same traces, each once and none in vain, and exactly the ends that some order of the machine's steps leads to. Programs
//! that a smaller one stands for are not checked again (`all.rs`).
//!
//! `WEFT_GENERATED="mixed 3x3" cargo test … --test explore_generated` checks one alphabet at one size instead, to the end, and tells
//! what it found; `basic`, `buffered`, `wide` and the parts are alphabets (`programs.rs`). `"mixed 3x3 5000"` checks so many programs of
//! them, drawn at random.

mod all;
mod compare;
mod observe;
mod programs;
mod totals;

use all::{check_all, check_alphabet};
use compare::Care;
use observe::Observer;
use totals::Totals;

/// How many threads a check has.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get())
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
    let observer = Observer::new(&machine);
    let mut totals = Totals::default();
    for _ in 0..programs {
        let mut program = vec![[0; 3]; goroutines];
        for body in &mut program {
            for slot in body.iter_mut().take(length) {
                *slot = numbers[pick(numbers.len())];
            }
        }
        let start = programs::start(&machine, pick(count + 1), &program);
        let care = Care {
            spins: programs::has(&program, "spin"),
            divides: true,
        };
        totals.add(&program, compare::compare(&start, care, &observer));
    }
    assert_eq!(totals.programs, programs as u64);
    totals
}

/// The same by several threads.
fn check_samples(numbers: &[usize], count: usize, size: (usize, usize), programs: usize) -> Totals {
    let threads = threads();
    let mut totals = Totals::default();
    std::thread::scope(|scope| {
        let part = |thread: usize| {
            let (share, seed) = (programs / threads, thread + programs);
            scope.spawn(move || check_sample(numbers, count, size, (share, seed)))
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        for part in parts {
            totals.merge(part.join().expect("no thread panics"));
        }
    });
    totals
}

/// Programs and traces of an alphabet: two goroutines of up to three operations, three of up to two.
fn expect_both(name: &str, two: (u64, u64), three: (u64, u64)) {
    let alphabet = programs::alphabet(name).expect("a known alphabet");
    for (size, expected) in [((2, 3), two), ((3, 2), three)] {
        let totals = check_alphabet(alphabet, size);
        totals.expect_none();
        assert_eq!(
            (totals.programs, totals.traces),
            expected,
            "{name} {size:?}"
        );
    }
}

#[test]
fn one_operation_of_each_kind() {
    expect_both("basic", (15898, 103117), (12295, 373625));
    expect_both("buffered", (23617, 159970), (15582, 481004));
}

#[test]
fn everything_about_one_object() {
    expect_both("memory", (1325, 8599), (728, 10152));
    expect_both("locks", (1518, 9026), (950, 17045));
    expect_both("channel", (665, 5372), (735, 37753));
    expect_both("buffer", (1129, 10336), (964, 54163));
    expect_both("waits", (1091, 9945), (814, 50739));
    expect_both("mixed", (1265, 3191), (1150, 4785));
}

#[test]
fn all_kinds_of_operation() {
    let all = programs::wide();
    check_all(&all, 1, (2, 1), false).expect_none();
    for (size, programs) in [((2, 2), 1_000), ((3, 1), 400), ((2, 3), 200), ((3, 2), 60)] {
        check_sample(&all, 1, size, (programs, 0)).expect_none();
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
        None => check_all(&numbers, count, size, true),
    };
    let seconds = begun.elapsed().as_secs_f64();
    println!("{wanted}: {totals}, {seconds:.0} s");
    totals.expect_none();
}
