//! One program, three ways: the explorer, plain enumeration of traces, and a walk over all states of the machine.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use sim_core::explore::{Division, Explorer, Options, Trace};
use sim_core::machine::{Gid, Machine, Stand, Status};

use crate::observe::{End, Observer};

/// Executions of one program, at most.
const EXECUTIONS_MAX: usize = 2_000_000;

/// What the check of a program came to.
#[derive(Clone, Copy, Default, Debug)]
pub struct Checked {
    pub traces: u64,
    /// Goroutines that come to the end of their operations in some order: main is bit 0.
    pub finish: u32,
}

/// What a check is to do.
#[derive(Clone, Copy, Debug)]
pub struct Care {
    /// The program may go round in a loop, so that it has no last state.
    pub spins: bool,
    /// The search is also divided into pieces.
    pub divides: bool,
}

/// Traces with the end of each.
type Traces = FxHashMap<Trace, End>;

fn options() -> Options {
    Options {
        races: false,
        steps_max: 200,
        ..Options::default()
    }
}

/// Traces of a program with the state each ends in, by plain enumeration.
fn enumerate(machine: &Machine, observer: &mut Observer) -> Result<Traces, String> {
    let options = Options {
        reduce: false,
        join: true,
        ..options()
    };
    let mut all = Explorer::new(machine.clone(), options);
    let mut traces = Traces::default();
    while let Some(execution) = all.next_execution() {
        let (trace, end) = (execution.trace, observer.see(execution.machine));
        // It may begin anew.
        if all.census().executions == 1 {
            traces.clear();
        }
        traces.insert(trace, end);
        if traces.len() > EXECUTIONS_MAX {
            return Err("too many traces".to_string());
        }
    }
    match all.differing() {
        0 => Ok(traces),
        n => Err(format!(
            "{n} equivalent beginnings lead to different states"
        )),
    }
}

/// Everything that can be the end and who can finish, by a walk over all states of the machine that knows no dependence at all: but a
/// goroutine that has only its own end before it goes first, for these programs do not ask how many there are.
fn ends(machine: &Machine, observer: &mut Observer) -> (FxHashSet<End>, u32) {
    let mut known = FxHashSet::default();
    let mut ends = FxHashSet::default();
    let mut finish = 0;
    let mut left = vec![machine.clone()];
    // Machines that are done with, to use their memory again.
    let mut spare: Vec<Machine> = Vec::new();
    let mut enabled: Vec<Gid> = Vec::new();
    while let Some(machine) = left.pop() {
        machine.enabled(&mut enabled);
        if *machine.status() != Status::Running || enabled.is_empty() {
            ends.insert(observer.see(&machine));
            spare.push(machine);
            continue;
        }
        let leaves = |g: &&Gid| {
            machine
                .goroutine(**g)
                .is_some_and(|g| g.stand == Stand::Exit)
        };
        if let Some(&first) = enabled.iter().find(leaves) {
            finish |= 1 << (first.0 - 1);
            enabled = vec![first];
        }
        for &g in &enabled {
            let alternatives = machine.pending(g).map_or(1, |pending| pending.alternatives);
            for alt in 0..alternatives.max(1) {
                let mut next = spare.pop().unwrap_or_else(|| machine.clone());
                next.clone_from(&machine);
                next.step(g, alt).expect("an enabled goroutine steps");
                let into = match known.insert(state(&next)) {
                    true => &mut left,
                    false => &mut spare,
                };
                into.push(next);
            }
        }
        spare.push(machine);
    }
    (ends, finish)
}

/// A hash of what can change in a machine: these programs make no objects once they run.
fn state(machine: &Machine) -> u64 {
    let mut hasher = FxHasher::default();
    let heap = machine.heap();
    (machine.status(), machine.waiters(), heap.cells()).hash(&mut hasher);
    (machine.goroutines(), heap.objects().len()).hash(&mut hasher);
    hasher.finish()
}

/// The explorer's traces with their ends.
fn explore(
    machine: &Machine,
    division: Division,
    observer: &mut Observer,
) -> Result<Traces, String> {
    let mut explorer = Explorer::divided(machine.clone(), options(), division);
    let mut found = Traces::default();
    while let Some(execution) = explorer.next_execution() {
        let (trace, end) = (execution.trace, observer.see(execution.machine));
        if explorer.census().executions == 1 {
            found.clear();
        }
        if found.insert(trace, end).is_some() {
            return Err("a trace is explored twice".to_string());
        }
        if found.len() > EXECUTIONS_MAX {
            return Err("too many executions".to_string());
        }
    }
    match explorer.census().redundant {
        0 => Ok(found),
        n => Err(format!("{n} redundant executions")),
    }
}

/// Checks one program; the first thing that is wrong.
pub fn compare(machine: &Machine, care: Care, observer: &Observer) -> Result<Checked, String> {
    // Once more where something is wrong, to say it in words.
    attempt(machine, care, &mut observer.clone())
        .or_else(|_| attempt(machine, care, &mut observer.with_words()))
}

fn attempt(machine: &Machine, care: Care, observer: &mut Observer) -> Result<Checked, String> {
    let expected = enumerate(machine, observer)?;
    let found = explore(machine, Division::default(), observer)?;
    if found.len() > 1 && care.divides {
        let many = Division {
            pieces: 40,
            first: 2,
            share: 3,
        };
        if explore(machine, many, observer)? != found {
            return Err("divided, it finds other traces".to_string());
        }
    }
    let set = |traces: &Traces| -> FxHashSet<End> { traces.values().copied().collect() };
    let (own, plain) = (set(&found), set(&expected));
    let (all, finish) = match care.spins {
        true => (plain.clone(), u32::MAX),
        false => ends(machine, observer),
    };
    let differ = |what: &str, ends: &FxHashSet<End>| {
        let words = |a: &FxHashSet<End>, b: &FxHashSet<End>| {
            let words = a.difference(b).map(|end| observer.words(*end));
            words.collect::<Vec<_>>().join("\n        ")
        };
        let (lost, more) = (words(&all, ends), words(ends, &all));
        Err(format!("{what}\n    lost {lost}\n    too many {more}"))
    };
    if own != all {
        return differ("other ends", &own);
    }
    if plain != all {
        return differ("plain enumeration has other ends", &plain);
    }
    if found != expected {
        return Err(format!(
            "{} traces instead of {}",
            found.len(),
            expected.len()
        ));
    }
    Ok(Checked {
        traces: found.len() as u64,
        finish,
    })
}
