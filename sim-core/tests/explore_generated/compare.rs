//! One program, three ways: the explorer, plain enumeration of traces, and a walk over all states of the machine.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use sim_core::explore::{Division, Explorer, Options, Trace};
use sim_core::machine::{Gid, Machine, Outcome, Stand, Status};

/// Executions of one program, at most.
const EXECUTIONS_MAX: usize = 2_000_000;

/// What the check of a program came to.
#[derive(Clone, Copy, Default, Debug)]
pub struct Checked {
    pub traces: u64,
}

/// What is compared at the end of an execution: the program's variables, its end, and where the goroutines stand if they wait.
pub fn observe(machine: &Machine) -> String {
    let program = machine.program();
    let image = machine.heap().words(1, program.image.len() as u64 - 1);
    let globals = program.globals.iter().filter(|global| !global.prelude);
    let values: Vec<Option<&[u64]>> = globals
        .map(|global| {
            let words = machine
                .object_at(u64::from(global.addr))
                .map_or(0, |object| object.words);
            let at = global.addr as usize - 1;
            image.and_then(|image| image.get(at..at + words as usize))
        })
        .collect();
    let waiting = matches!(
        machine.status(),
        Status::Running | Status::Ended(Outcome::Deadlock { .. })
    );
    let stands: Vec<Stand> = match waiting {
        true => machine.goroutines().iter().map(|g| g.stand).collect(),
        false => Vec::new(),
    };
    let status = match machine.status() {
        Status::Ended(Outcome::Deadlock { .. }) => "deadlock".to_string(),
        Status::Ended(Outcome::Panic { message, .. }) => format!("panic {message}"),
        Status::Ended(Outcome::Fatal { message, .. }) => format!("fatal {message}"),
        other => format!("{other:?}"),
    };
    format!("{status} {values:?} {stands:?}")
}

fn options() -> Options {
    Options {
        races: false,
        steps_max: 200,
        ..Options::default()
    }
}

/// Traces of a program with the state each ends in, by plain enumeration.
fn enumerate(machine: &Machine) -> Result<BTreeMap<Trace, String>, String> {
    let options = Options {
        reduce: false,
        join: true,
        ..options()
    };
    let mut all = Explorer::new(machine.clone(), options);
    let mut traces: BTreeMap<Trace, String> = BTreeMap::new();
    while let Some(execution) = all.next_execution() {
        let (trace, end) = (execution.trace, observe(execution.machine));
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

/// Everything that can be the end, by a walk over all states of the machine that knows no dependence at all: but a goroutine that has only
/// its own end before it goes first, for these programs do not ask how many there are.
fn ends(machine: &Machine) -> BTreeSet<String> {
    let mut known = HashSet::new();
    let mut ends = BTreeSet::new();
    let mut left = vec![machine.clone()];
    let mut enabled: Vec<Gid> = Vec::new();
    while let Some(machine) = left.pop() {
        machine.enabled(&mut enabled);
        if *machine.status() != Status::Running || enabled.is_empty() {
            ends.insert(observe(&machine));
            continue;
        }
        let leaves = |g: &&Gid| {
            machine
                .goroutine(**g)
                .is_some_and(|g| g.stand == Stand::Exit)
        };
        if let Some(&first) = enabled.iter().find(leaves) {
            enabled = vec![first];
        }
        for &g in &enabled {
            let alternatives = machine.pending(g).map_or(1, |pending| pending.alternatives);
            for alt in 0..alternatives.max(1) {
                let mut next = machine.clone();
                next.step(g, alt).expect("an enabled goroutine steps");
                let mut hasher = FxHasher::default();
                next.hash(&mut hasher);
                if known.insert(hasher.finish()) {
                    left.push(next);
                }
            }
        }
    }
    ends
}

/// The explorer's traces with their ends.
fn explore(machine: &Machine, division: Division) -> Result<BTreeMap<Trace, String>, String> {
    let mut explorer = Explorer::divided(machine.clone(), options(), division);
    let mut found: BTreeMap<Trace, String> = BTreeMap::new();
    while let Some(execution) = explorer.next_execution() {
        let (trace, end) = (execution.trace, observe(execution.machine));
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
pub fn compare(machine: &Machine, spins: bool) -> Result<Checked, String> {
    let expected = enumerate(machine)?;
    let found = explore(machine, Division::default())?;
    if found.len() > 1 {
        let many = Division {
            pieces: 40,
            first: 2,
            share: 3,
        };
        if explore(machine, many)? != found {
            return Err("divided, it finds other traces".to_string());
        }
    }
    let set = |traces: &BTreeMap<Trace, String>| -> BTreeSet<String> {
        traces.values().cloned().collect()
    };
    let (own, plain) = (set(&found), set(&expected));
    // A goroutine that goes round in a loop has no last state.
    let all = if spins { plain.clone() } else { ends(machine) };
    if own != all {
        let lost: Vec<&String> = all.difference(&own).collect();
        let more: Vec<&String> = own.difference(&all).collect();
        return Err(format!("ends: lost {lost:?}, too many {more:?}"));
    }
    if plain != all {
        return Err(format!(
            "plain enumeration has other ends: {plain:?} {all:?}"
        ));
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
    })
}
