//! Replays map traces: an ordinary Go program does the operations, and the structure of its map is compared after each.
//!
//! The program marks the end of every operation by a store to its variable `tick`, which is where the replay stops to look.
//! An iterator is a goroutine of its own with a `for range` loop; after `go iterate()` it is run up to its first `mapiternext`, so that
//! operations between its start and its first step happen in the recorded order. Hash seeds and the places where iterators start are
//! choices of the run, and the hashes of keys are those recorded.

use super::Tally;
use super::compile::compile;
use super::go_type::GoType;
use super::hmap::{last_number, word};
use super::recorded::known_hashes;
use super::trace::{Op, Trace};
use super::vectors;
use serde::de::DeserializeOwned;
use sim_core::bytecode::{Program, RTypeId};
use sim_core::limits::Limits;
use sim_core::machine::{Config, Event, Gid, HashMode, Machine, Op as Done, Status};
use std::collections::VecDeque;
use std::fmt::{Debug, Write};
use std::path::Path;
use std::sync::Arc;

/// A kind of map: what its traces record, and how that is read from a machine.
pub trait Structure: DeserializeOwned + Clone + PartialEq + Debug {
    /// Name of the kind, as in its files' names.
    const KIND: &'static str;
    /// Where the parts of the runtime's structs are.
    type Layout;
    /// Of a map type.
    fn layout(program: &Program, map: RTypeId) -> Result<Self::Layout, String>;
    /// The structure of the map whose header is at an address.
    fn read(layout: &Self::Layout, machine: &Machine, map: u64) -> Result<Self, String>;
    /// len(m).
    fn entries(&self) -> u64;
    /// The random numbers that make an iterator start where it did.
    fn iteration(&self, op: &Op<Self>) -> Vec<u64>;
}

const MAIN: Gid = Gid(1);
/// Far more transitions than one operation can take.
const OPERATION_STEPS_MAX: u64 = 5_000_000;

/// Replays every trace of a folder's files.
pub fn replay_all<S: Structure>(folder: &Path) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for file in vectors::files(folder, S::KIND)? {
        for trace in file.rows() {
            let trace: Trace<S> = trace?;
            let about = || {
                let Trace {
                    id,
                    name,
                    key,
                    elem,
                    ..
                } = &trace;
                format!("{} trace {id} ({name} map[{key}]{elem})", file.name)
            };
            tally.count(replay(&trace, file.go_minor), about);
        }
    }
    Ok(tally)
}

/// The program of a trace.
fn program_text<S>(trace: &Trace<S>, key: &GoType, elem: &GoType) -> String {
    let mut text = format!(
        "package main\n\nvar m map[{}]{}\nvar tick int\n\n",
        key.text(),
        elem.text()
    );
    text.push_str("func held(x interface{}) int {\n\tn, _ := x.(int)\n\treturn n\n}\n\n");
    let shown = format!("println({}, {})", key.printed("k"), elem.printed("v"));
    let _ = write!(
        text,
        "func iterate() {{\n\tfor k, v := range m {{\n\t\t_, _ = k, v\n\t\t{shown}\n\t\ttick = -1\n\t}}\n"
    );
    let _ = write!(text, "\tprintln(\"end\")\n\ttick = -1\n}}\n\n");
    let _ = write!(
        text,
        "func main() {{\n\tm = make(map[{}]{}, {})\n\ttick = -1\n",
        key.text(),
        elem.text(),
        trace.hint
    );
    for (number, op) in trace.ops.iter().enumerate() {
        if let Some(statement) = statement(op, key, elem) {
            let _ = writeln!(text, "\t{statement}\n\ttick = {number}");
        }
    }
    text.push_str(&finals(trace, key, elem));
    text.push_str("}\n");
    text
}

/// What main does for an operation; nothing where an iterator goes on.
fn statement<S>(op: &Op<S>, key: &GoType, elem: &GoType) -> Option<String> {
    let k = key.literal(op.k.unwrap_or(0));
    match op.op.as_str() {
        "set" => Some(format!("m[{k}] = {}", elem.literal(op.v.unwrap_or(0)))),
        "get" => Some(lookup(&k, elem)),
        "del" => Some(format!("delete(m, {k})")),
        "clear" => Some("for k := range m {\n\t\tdelete(m, k)\n\t}".to_string()),
        "iter" => Some("go iterate()".to_string()),
        _ => None,
    }
}

fn lookup(key: &str, elem: &GoType) -> String {
    format!(
        "{{\n\t\tv, ok := m[{key}]\n\t\t_ = v\n\t\tprintln({}, ok)\n\t}}",
        elem.printed("v")
    )
}

/// Looks up every key that is left.
fn finals<S>(trace: &Trace<S>, key: &GoType, elem: &GoType) -> String {
    let lookups = trace
        .left
        .iter()
        .map(|(k, _)| format!("\t{}\n\ttick = -1\n", lookup(&key.literal(*k), elem)));
    lookups.collect()
}

/// Replays one trace.
fn replay<S: Structure>(trace: &Trace<S>, go_minor: u32) -> Result<u64, String> {
    let (key, elem) = trace.types();
    let program = compile(&program_text(trace, &key, &elem), go_minor)?;
    let global = |name: &str| {
        let found = program.globals.iter().find(|global| global.name == name);
        found.cloned().ok_or_else(|| format!("no variable {name}"))
    };
    let (m, tick) = (global("main.m")?, global("main.tick")?);
    let hashes = known_hashes(&program, trace, &key);
    let config = Config {
        limits: Limits::native(),
        hash: HashMode::Recorded(Arc::new(hashes)),
        ..Config::default()
    };
    let mut replay: Replay<S> = Replay {
        layout: S::layout(&program, m.ty)?,
        machine: Machine::new(Arc::clone(&program), &config),
        map: u64::from(m.addr),
        tick: u64::from(tick.addr),
        choices: VecDeque::from([trace.seed.0]),
        iterators: Vec::new(),
        shown: 0,
        elem,
    };
    replay.run(MAIN)?;
    replay
        .compare(&trace.init)
        .map_err(|error| format!("after make: {error}"))?;
    let mut last = trace.init.clone();
    for (number, op) in trace.ops.iter().enumerate() {
        replay
            .operation(op, trace.every, &mut last)
            .map_err(|error| format!("op {number} {}: {error}", op.op))?;
    }
    replay
        .finals(trace)
        .map_err(|error| format!("in the end: {error}"))?;
    Ok(trace.ops.len() as u64)
}

struct Replay<S: Structure> {
    machine: Machine,
    layout: S::Layout,
    map: u64,
    tick: u64,
    choices: VecDeque<u64>,
    /// The goroutine of each iterator; `None` once it has finished.
    iterators: Vec<Option<Gid>>,
    /// Bytes of standard error already looked at.
    shown: usize,
    elem: GoType,
}

impl<S: Structure> Replay<S> {
    fn operation(&mut self, op: &Op<S>, every: u64, last: &mut S) -> Result<(), String> {
        self.choices.extend(op.reseed.map(|word| word.0));
        match op.op.as_str() {
            "next" => self.next(op)?,
            "iter" => self.iter(op)?,
            "get" => {
                self.run(MAIN)?;
                self.found(op.v.unwrap_or(0), op.ok.unwrap_or(false))?;
            }
            _ => {
                self.run(MAIN)?;
            }
        }
        if !self.choices.is_empty() {
            return Err("a random number was not asked for".to_string());
        }
        if let Some(state) = &op.s {
            *last = state.clone();
        }
        if every == 1 || op.s.is_some() {
            self.compare(last)
        } else {
            Ok(())
        }
    }

    /// Starts an iterator and stops it before its first step.
    fn iter(&mut self, op: &Op<S>) -> Result<(), String> {
        let child = self.run(MAIN)?.ok_or("no goroutine was started")?;
        if op.ok == Some(false) {
            self.run(child)?;
            self.iterators.push(None);
            return self.printed("end");
        }
        let state = self.state()?;
        self.choices.extend(state.iteration(op));
        self.iterators.push(Some(child));
        for _ in 0..OPERATION_STEPS_MAX {
            let at = self
                .machine
                .pending(child)
                .ok_or("the iterator has stopped")?
                .at;
            let function = self
                .machine
                .program()
                .functions
                .get(at.func as usize)
                .ok_or("no function")?;
            if function.name.starts_with("runtime.mapiternext") {
                return Ok(());
            }
            self.step(child)?;
        }
        Err("the iterator does not start".to_string())
    }

    fn next(&mut self, op: &Op<S>) -> Result<(), String> {
        let iterator = op.it.ok_or("no iterator is named")?;
        let goroutine = self
            .iterators
            .get(iterator)
            .copied()
            .ok_or("no such iterator")?;
        let (Some(goroutine), Some(true)) = (goroutine, op.ok) else {
            if let Some(goroutine) = goroutine {
                self.run(goroutine)?;
                self.iterators[iterator] = None;
                return self.printed("end");
            }
            return if op.ok == Some(true) {
                Err("the iterator is finished".to_string())
            } else {
                Ok(())
            };
        };
        self.run(goroutine)?;
        let line = self.output();
        let visited: Vec<Option<i64>> = line.split_whitespace().map(last_number).collect();
        let value = if self.elem.holds_number() {
            op.v
        } else {
            Some(0)
        };
        if visited == [op.k, value] {
            Ok(())
        } else {
            Err(format!(
                "visited {line:?}, want key {:?} value {value:?}",
                op.k
            ))
        }
    }

    /// Checks what a lookup has printed.
    fn found(&mut self, value: i64, ok: bool) -> Result<(), String> {
        let line = self.output();
        let (got, got_ok) = line
            .trim_end()
            .split_once(' ')
            .ok_or_else(|| format!("printed {line:?}"))?;
        let same = !self.elem.holds_number() || last_number(got).unwrap_or(0) == value;
        if same && got_ok == ok.to_string() {
            Ok(())
        } else {
            Err(format!("found {got} {got_ok}, want {value} {ok}"))
        }
    }

    fn finals(&mut self, trace: &Trace<S>) -> Result<(), String> {
        let state = self.state()?;
        if state.entries() != trace.left.len() as u64 {
            return Err(format!(
                "{} entries, want {}",
                state.entries(),
                trace.left.len()
            ));
        }
        for (key, value) in &trace.left {
            self.run(MAIN)?;
            self.found(*value, true)
                .map_err(|error| format!("key {key}: {error}"))?;
        }
        Ok(())
    }

    /// The map as it is now.
    fn state(&self) -> Result<S, String> {
        S::read(&self.layout, &self.machine, word(&self.machine, self.map)?)
    }

    fn compare(&self, want: &S) -> Result<(), String> {
        let got = self.state()?;
        if got == *want {
            Ok(())
        } else {
            Err(format!("\n got {got:?}\nwant {want:?}"))
        }
    }

    /// What was printed since the last look.
    fn output(&mut self) -> String {
        let errors = self.machine.stderr();
        let bytes = errors.get(self.shown..).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.shown += bytes.len();
        text
    }

    fn printed(&mut self, want: &str) -> Result<(), String> {
        let got = self.output();
        if got.trim_end() == want {
            Ok(())
        } else {
            Err(format!("printed {got:?}, want {want:?}"))
        }
    }

    /// Runs a goroutine to its next tick; returns the goroutine that it started, if any.
    fn run(&mut self, goroutine: Gid) -> Result<Option<Gid>, String> {
        let mut child = None;
        for _ in 0..OPERATION_STEPS_MAX {
            match self.step(goroutine)?.op {
                Done::Go { child: started } => child = Some(started),
                Done::Store { addr, .. } if addr == self.tick => return Ok(child),
                _ => {}
            }
        }
        Err("the operation does not end".to_string())
    }

    fn step(&mut self, goroutine: Gid) -> Result<Event, String> {
        if let Status::Ended(outcome) = self.machine.status() {
            return Err(format!(
                "the program ended: {outcome:?} {}",
                String::from_utf8_lossy(&self.machine.stderr())
            ));
        }
        let pending = self
            .machine
            .pending(goroutine)
            .ok_or("the goroutine cannot go on")?;
        let alternative = match pending.alternatives {
            0 => self
                .choices
                .pop_front()
                .ok_or("a random number was asked for")?,
            _ => 0,
        };
        self.machine
            .step(goroutine, alternative)
            .map_err(|error| format!("{error:?}"))
    }
}
