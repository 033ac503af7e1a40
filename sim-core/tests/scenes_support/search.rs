//! All outcomes of a program, by trying every order, or every order within a bound of pre-emptions.
//!
//! Depth-first over the states of the machine. Going on with the goroutine that took the last transition is free, and so is choosing
//! another one when it cannot go on; taking the turn from one that could go on costs a pre-emption. A state that was reached before
//! with the same goroutine at its turn and no fewer pre-emptions left is not looked at again. Random numbers are always the same one;
//! all cases of a select are tried.

use rustc_hash::FxHasher;
use serde::Deserialize;
use sim_core::bytecode::Program;
use sim_core::machine::{self, Config, Gid, Machine, Status};
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// More transitions than any search of a scene needs.
const TRANSITIONS_MAX: u64 = 30_000_000;
/// Any number of pre-emptions.
const ANY: u32 = u32::MAX;
/// The random number of every draw.
const RANDOM: u64 = 0x9e37_79b9_7f4a_7c15;

/// An outcome, or a pattern for some: what is missing matches anything.
#[derive(Deserialize, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// `ok`, `exit`, `panic`, `fatal`, `deadlock`, `limit`.
    pub kind: String,
    /// Text after `fatal error: ` or `panic: `.
    pub message: Option<String>,
    /// All that was printed.
    pub stdout: Option<String>,
}

/// What was found.
pub struct Found {
    /// Every outcome.
    pub outcomes: BTreeSet<Outcome>,
    /// Transitions that were executed.
    pub transitions: u64,
}

struct Node {
    machine: Machine,
    last: Gid,
    left: u32,
}

struct Search {
    seen: HashMap<(u64, Gid), u32>,
    stack: Vec<Node>,
    found: Found,
}

/// Tries every order, or those with at most so many pre-emptions.
pub fn outcomes(program: &Arc<Program>, preemptions: Option<u32>) -> Result<Found, String> {
    let machine = Machine::new(Arc::clone(program), &Config::default());
    let found = Found {
        outcomes: BTreeSet::new(),
        transitions: 0,
    };
    let mut search = Search {
        seen: HashMap::new(),
        stack: vec![Node {
            machine,
            last: Gid(1),
            left: preemptions.unwrap_or(ANY),
        }],
        found,
    };
    while let Some(node) = search.stack.pop() {
        search.visit(node)?;
        if search.found.transitions > TRANSITIONS_MAX {
            return Err(format!("more than {TRANSITIONS_MAX} transitions"));
        }
    }
    Ok(search.found)
}

impl Search {
    /// Goes on from a state as long as there is nothing to choose; then puts what can be chosen on the stack.
    fn visit(&mut self, mut node: Node) -> Result<(), String> {
        let mut enabled = Vec::new();
        loop {
            if let Status::Ended(outcome) = node.machine.status() {
                self.found
                    .outcomes
                    .insert(outcome_of(&node.machine, outcome));
                return Ok(());
            }
            node.machine.enabled(&mut enabled);
            let alone = enabled.len() == 1 && alternatives(&node.machine, enabled[0])? == 1;
            if (!alone || is_anchor(&node.machine, enabled[0])) && self.was_here(&node) {
                return Ok(());
            }
            if !alone {
                return self.branch(&node, &enabled);
            }
            node.last = enabled[0];
            self.step(&mut node, 0)?;
        }
    }

    /// Whether the state was reached before with no fewer pre-emptions left. Notes that it has been now.
    fn was_here(&mut self, node: &Node) -> bool {
        let mut hasher = FxHasher::default();
        node.machine.hash(&mut hasher);
        let state = (hasher.finish(), node.last);
        if self.seen.get(&state).is_some_and(|&left| left >= node.left) {
            return true;
        }
        self.seen.insert(state, node.left);
        false
    }

    fn branch(&mut self, node: &Node, enabled: &[Gid]) -> Result<(), String> {
        let can_go_on = enabled.contains(&node.last);
        for &goroutine in enabled {
            let costs = u32::from(can_go_on && goroutine != node.last && node.left != ANY);
            let Some(left) = node.left.checked_sub(costs) else {
                continue;
            };
            for alternative in 0..alternatives(&node.machine, goroutine)? {
                let mut next = Node {
                    machine: node.machine.clone(),
                    last: goroutine,
                    left,
                };
                self.step(&mut next, alternative)?;
                self.stack.push(next);
            }
        }
        Ok(())
    }

    /// The goroutine of the node's last transition takes the next one.
    fn step(&mut self, node: &mut Node, alternative: u64) -> Result<(), String> {
        let random = node
            .machine
            .pending(node.last)
            .is_some_and(|pending| pending.alternatives == 0);
        let alternative = if random { RANDOM } else { alternative };
        self.found.transitions += 1;
        node.machine
            .step(node.last, alternative)
            .map_err(|error| format!("{error:?}"))?;
        Ok(())
    }
}

/// Whether a state without a choice is compared with those seen: some are, the same ones on every way, so that long ways that meet are
/// walked once and hashing costs little.
fn is_anchor(machine: &Machine, goroutine: Gid) -> bool {
    machine
        .pending(goroutine)
        .is_some_and(|pending| pending.op.addr != 0 && pending.op.addr % 64 == 0)
}

/// How many ways there are for a goroutine's next transition; any random number is as good as another.
fn alternatives(machine: &Machine, goroutine: Gid) -> Result<u64, String> {
    let pending = machine
        .pending(goroutine)
        .ok_or("an enabled goroutine without an operation")?;
    Ok(pending.alternatives.max(1))
}

fn outcome_of(machine: &Machine, outcome: &machine::Outcome) -> Outcome {
    let (kind, message) = match outcome {
        machine::Outcome::Exit(0) => ("ok", None),
        machine::Outcome::Exit(_) => ("exit", None),
        machine::Outcome::Panic { message, .. } => ("panic", Some(message.clone())),
        machine::Outcome::Fatal { message, .. } => ("fatal", Some(message.clone())),
        machine::Outcome::Deadlock { message } => ("deadlock", Some(message.clone())),
        machine::Outcome::Limit(kind) => ("limit", Some(kind.name().to_string())),
    };
    let stdout = Some(String::from_utf8_lossy(machine.stdout()).into_owned());
    Outcome {
        kind: kind.to_string(),
        message,
        stdout,
    }
}
