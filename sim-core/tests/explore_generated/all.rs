//! All programs of an alphabet and a size, checked each once, without those that a smaller program stands for.
//!
//! A smaller program has the same orders as one
//! - whose goroutines are the same in another order;
//! - that has an operation which is nobody else's business, and which it lacks ([`programs::reduced`]);
//! - in which an operation is never begun, because in no order its goroutine finishes what comes before it, and which it lacks.
//!
//! Invariant: programs come by their number of operations, so that of every smaller program it is known which goroutines finish.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::time::Instant;

use sim_core::machine::Machine;

use crate::compare::{Care, compare};
use crate::observe::Observer;
use crate::programs::{self, Alphabet, Body};
use crate::totals::Totals;

/// Of the large programs, one in so many is explored in pieces as well; of all others every one.
const DIVIDED: usize = 16;
/// Operations of a large program, at least.
const LARGE: usize = 7;

/// The programs of a size.
struct All {
    bodies: Vec<Body>,
    numbers: HashMap<Body, usize>,
    goroutines: usize,
    count: usize,
    /// By program: which goroutines finish, by bit.
    finish: Vec<AtomicU8>,
}

/// Numbers of bodies, one for each goroutine.
type Chosen = Vec<usize>;

impl All {
    fn new(numbers: &[usize], count: usize, (goroutines, length): (usize, usize)) -> All {
        let bodies = programs::bodies(numbers, length);
        let programs = bodies.len().pow(goroutines as u32);
        All {
            numbers: bodies.iter().copied().zip(0..).collect(),
            finish: (0..programs).map(|_| AtomicU8::new(0)).collect(),
            bodies,
            goroutines,
            count,
        }
    }

    fn program(&self, chosen: &[usize]) -> Vec<Body> {
        chosen.iter().map(|at| self.bodies[*at]).collect()
    }

    /// Where a program is known, and its goroutines in the order in which they stand there.
    fn place(&self, chosen: &[usize]) -> (usize, Vec<usize>) {
        let mut order: Vec<usize> = (0..chosen.len()).collect();
        order.sort_by_key(|g| chosen[*g]);
        let place = order
            .iter()
            .fold(0, |place, g| place * self.bodies.len() + chosen[*g]);
        (place, order)
    }

    /// Which goroutines of a smaller program finish, by bit.
    fn finish(&self, chosen: &[usize]) -> u8 {
        let (place, order) = self.place(chosen);
        let known = self.finish[place].load(Ordering::Relaxed);
        let bit = |(at, g): (usize, &usize)| (known >> at & 1) << g;
        order.iter().enumerate().map(bit).sum()
    }

    /// Which goroutines of a program finish, if a smaller one stands for it.
    fn known(&self, chosen: &[usize], program: &[Body]) -> Option<u8> {
        if let Some(smaller) = programs::reduced(program) {
            let smaller: Chosen = smaller.iter().map(|body| self.numbers[body]).collect();
            return Some(self.finish(&smaller));
        }
        (0..chosen.len()).find_map(|g| {
            let mut body = program[g];
            let last = body.iter().rposition(|op| *op > 0)?;
            body[last] = 0;
            let mut smaller = chosen.to_vec();
            smaller[g] = self.numbers[&body];
            let finish = self.finish(&smaller);
            (finish >> g & 1 == 0).then_some(finish)
        })
    }

    /// The programs of so many operations whose first goroutine is the shortest, by lengths of bodies and the first body.
    fn jobs(&self, operations: usize) -> Vec<(Vec<usize>, usize)> {
        let mut lengths: Vec<Vec<usize>> = vec![Vec::new()];
        for _ in 0..self.goroutines {
            let longer = lengths.iter().flat_map(|known| {
                let from = known.last().copied().unwrap_or(0);
                (from..=3).map(move |next| [known.as_slice(), &[next]].concat())
            });
            lengths = longer.collect();
        }
        lengths.retain(|lengths| lengths.iter().sum::<usize>() == operations);
        let first = |lengths: Vec<usize>| {
            let bodies = self.of_length(lengths[0]);
            bodies.map(move |body| (lengths.clone(), body))
        };
        lengths.into_iter().flat_map(first).collect()
    }

    /// The numbers of bodies of a length.
    fn of_length(&self, length: usize) -> std::ops::Range<usize> {
        let of = |body: &Body| body.iter().filter(|op| **op > 0).count();
        self.bodies.partition_point(|body| of(body) < length)
            ..self.bodies.partition_point(|body| of(body) <= length)
    }

    /// Calls with each program of a job.
    fn each(&self, lengths: &[usize], chosen: &mut Chosen, call: &mut impl FnMut(&[usize])) {
        let Some(length) = lengths.get(chosen.len()) else {
            return call(chosen);
        };
        let bodies = self.of_length(*length);
        let from = bodies.start.max(chosen.last().copied().unwrap_or(0));
        for body in from..bodies.end {
            chosen.push(body);
            self.each(lengths, chosen, call);
            chosen.pop();
        }
    }

    fn check(&self, machine: &Machine, observer: &Observer, chosen: &[usize], totals: &mut Totals) {
        let program = self.program(chosen);
        let (place, _) = self.place(chosen);
        let finish = self.known(chosen, &program).unwrap_or_else(|| {
            let start = programs::start(machine, self.count, &program);
            let large = program.iter().flatten().filter(|op| **op > 0).count() >= LARGE;
            let care = Care {
                spins: programs::has(&program, "spin"),
                divides: !large || place % DIVIDED == 0,
            };
            let checked = totals.add(&program, compare(&start, care, observer));
            (checked >> 1) as u8
        });
        self.finish[place].store(finish, Ordering::Relaxed);
    }

    /// All programs of so many operations, on all processors.
    fn check_level(&self, start: &(Machine, Observer), operations: usize) -> Totals {
        let jobs = self.jobs(operations);
        let next = AtomicUsize::new(0);
        let totals = Mutex::new(Totals::default());
        let work = || {
            let (machine, observer) = start.clone();
            while let Some((lengths, first)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut part = Totals::default();
                self.each(lengths, &mut vec![*first], &mut |chosen| {
                    self.check(&machine, &observer, chosen, &mut part);
                });
                totals.lock().expect("no thread panics").merge(part);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..crate::threads() {
                scope.spawn(work);
            }
        });
        totals.into_inner().expect("no thread panics")
    }
}

/// Every program of so many goroutines with bodies of at most so many of these operations, in which the WaitGroup counts from `count`.
pub fn check_all(numbers: &[usize], count: usize, size: (usize, usize), tells: bool) -> Totals {
    let all = All::new(numbers, count, size);
    let machine = programs::machine(numbers);
    let start = (machine.clone(), Observer::new(&machine));
    let mut totals = Totals::default();
    let begun = Instant::now();
    for operations in 0..=size.0 * size.1 {
        totals.merge(all.check_level(&start, operations));
        if tells {
            let seconds = begun.elapsed().as_secs_f64();
            println!("up to {operations} operations: {totals}, {seconds:.0} s");
        }
    }
    totals
}

/// The same for an alphabet.
pub fn check_alphabet(alphabet: &Alphabet, size: (usize, usize)) -> Totals {
    check_all(&alphabet.numbers(), alphabet.count, size, false)
}
