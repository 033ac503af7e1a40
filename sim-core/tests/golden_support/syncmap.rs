//! Replays `sync.Map` traces: an ordinary Go program does the operations, and the inside of its map is compared after each.
//!
//! The program prints what an operation returns, then marks its end by a store to its variable `tick`, which is where the replay stops to
//! look. There is one goroutine. Random numbers are the trace's hash seed, then 0.

use super::Tally;
use super::compile::compile;
use super::go_type::GoType;
use super::recorded::recorded_key;
use super::trace::Word;
use super::vectors::{self, VectorFile};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sim_core::bytecode::{Program, RTypeId};
use sim_core::limits::Limits;
use sim_core::machine::{Config, Gid, HashMode, Machine, Op as Done, Status};
use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::Arc;

/// Far more transitions than one operation can take.
const OPERATION_STEPS_MAX: u64 = 1_000_000;

/// What traces of a kind record of a `sync.Map`, and how it is read from a machine.
pub trait Inside: DeserializeOwned + PartialEq + Debug {
    /// Whether pairs of a Range stand in the order of the visits, rather than sorted.
    const RANGE_ORDER: bool;
    /// Of the map of type `ty` at `addr`.
    fn read(machine: &Machine, ty: RTypeId, addr: u64) -> Result<Self, String>;
}

#[derive(Deserialize)]
struct Trace<S> {
    id: u64,
    name: String,
    /// Hash seed, where hashes are recorded.
    seed: Option<Word>,
    init: S,
    ops: Vec<Op<S>>,
}

#[derive(Deserialize)]
struct Op<S> {
    op: String,
    k: Option<i64>,
    h: Option<Word>,
    v: Option<i64>,
    old: Option<i64>,
    rv: Option<i64>,
    ok: Option<bool>,
    #[serde(default)]
    pairs: Vec<(i64, i64)>,
    s: S,
}

/// Replays every trace of the files.
pub fn replay_all<S: Inside>(files: Vec<VectorFile>) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for file in files {
        for trace in file.rows() {
            let trace: Trace<S> = trace?;
            let about = || format!("{} trace {} ({})", file.name, trace.id, trace.name);
            tally.count(replay(&trace, file.go_minor), about);
        }
    }
    Ok(tally)
}

/// Replays every trace of a kind (see [`vectors::files`]).
pub fn replay_kind<S: Inside>(kind: &str) -> Result<Tally, String> {
    replay_all::<S>(vectors::files(&vectors::folder(), kind)?)
}

fn program_text<S>(trace: &Trace<S>) -> Result<String, String> {
    let mut text =
        "package main\n\nimport \"sync\"\n\nvar m sync.Map\nvar tick int\n\n".to_string();
    text.push_str("func show(v interface{}, ok bool) {\n\tif n, is := v.(int); is {\n\t\tprintln(n, ok)\n\t} else {\n");
    text.push_str("\t\tprintln(\"nil\", ok)\n\t}\n}\n\n");
    text.push_str("func visit(k, v interface{}) bool {\n\tprintln(k.(int), v.(int))\n\treturn true\n}\n\nfunc main() {\n\ttick = -1\n");
    for (number, op) in trace.ops.iter().enumerate() {
        let _ = writeln!(text, "\t{}\n\ttick = {number}", statement(op)?);
    }
    text.push_str("}\n");
    Ok(text)
}

fn statement<S>(op: &Op<S>) -> Result<String, String> {
    let number = |n: Option<i64>| n.unwrap_or(0);
    let (k, v, old) = (number(op.k), number(op.v), number(op.old));
    Ok(match op.op.as_str() {
        "Load" | "LoadAndDelete" => format!("show(m.{}({k}))", op.op),
        "LoadOrStore" | "Swap" => format!("show(m.{}({k}, {v}))", op.op),
        "CompareAndSwap" => format!("show(nil, m.CompareAndSwap({k}, {old}, {v}))"),
        "CompareAndDelete" => format!("show(nil, m.CompareAndDelete({k}, {old}))"),
        "Store" => format!("m.Store({k}, {v})"),
        "Delete" => format!("m.Delete({k})"),
        "Range" => "m.Range(visit)".to_string(),
        "Clear" => "m.Clear()".to_string(),
        other => return Err(format!("unknown operation {other}")),
    })
}

/// What the program prints during an operation.
fn printed<S>(op: &Op<S>) -> Vec<String> {
    if op.op == "Range" {
        return op.pairs.iter().map(|(k, v)| format!("{k} {v}")).collect();
    }
    let value = op.rv.map_or("nil".to_string(), |value| value.to_string());
    op.ok
        .map(|ok| format!("{value} {ok}"))
        .into_iter()
        .collect()
}

/// Recorded hashes, by (seed, the machine's word for the key).
fn hashes<S>(program: &Program, trace: &Trace<S>) -> BTreeMap<(u64, u64), u64> {
    let any = GoType::Interface("any".to_string());
    let seed = trace.seed.map_or(0, |word| word.0);
    let row = |op: &Op<S>| {
        let key = recorded_key(program, &any, op.k?);
        Some(((seed, key), op.h?.0))
    };
    trace.ops.iter().filter_map(row).collect()
}

fn replay<S: Inside>(trace: &Trace<S>, go_minor: u32) -> Result<u64, String> {
    let program = compile(&program_text(trace)?, go_minor)?;
    let global = |name: &str| {
        let found = program.globals.iter().find(|global| global.name == name);
        found.cloned().ok_or_else(|| format!("no variable {name}"))
    };
    let (m, tick) = (global("main.m")?, global("main.tick")?);
    let hash = match trace.seed {
        Some(_) => HashMode::Recorded(Arc::new(hashes(&program, trace))),
        None => HashMode::default(),
    };
    let config = Config {
        limits: Limits::native(),
        hash,
        ..Config::default()
    };
    let mut replay = Replay {
        machine: Machine::new(Arc::clone(&program), &config),
        tick: u64::from(tick.addr),
        seed: trace.seed.map(|word| word.0),
        shown: 0,
    };
    let compare = |replay: &Replay, want: &S| {
        let got = S::read(&replay.machine, m.ty, u64::from(m.addr))?;
        if got == *want {
            Ok(())
        } else {
            Err(format!("\n got {got:?}\nwant {want:?}"))
        }
    };
    replay.run()?;
    compare(&replay, &trace.init).map_err(|error| format!("at the start: {error}"))?;
    for (number, op) in trace.ops.iter().enumerate() {
        replay
            .run()
            .and_then(|()| replay.returned(printed(op), S::RANGE_ORDER))
            .and_then(|()| compare(&replay, &op.s))
            .map_err(|error| format!("op {number} {}: {error}", op.op))?;
    }
    Ok(trace.ops.len() as u64)
}

struct Replay {
    machine: Machine,
    tick: u64,
    /// The hash seed, until it has been asked for.
    seed: Option<u64>,
    /// Bytes of standard error already looked at.
    shown: usize,
}

impl Replay {
    /// Runs main to its next tick.
    fn run(&mut self) -> Result<(), String> {
        let main = Gid(1);
        for _ in 0..OPERATION_STEPS_MAX {
            if let Status::Ended(outcome) = self.machine.status() {
                let text = self.machine.stderr();
                let text = String::from_utf8_lossy(&text);
                return Err(format!("the program ended: {outcome:?} {text}"));
            }
            let pending = self.machine.pending(main).ok_or("main cannot go on")?;
            let alternative = match pending.alternatives {
                0 => self.seed.take().unwrap_or(0),
                _ => 0,
            };
            let event = self.machine.step(main, alternative);
            match event.map_err(|error| format!("{error:?}"))?.op {
                Done::Store { addr, .. } if addr == self.tick => return Ok(()),
                _ => {}
            }
        }
        Err("the operation does not end".to_string())
    }

    /// Compares what was printed since the last look.
    fn returned(&mut self, mut want: Vec<String>, ordered: bool) -> Result<(), String> {
        let errors = self.machine.stderr();
        let bytes = errors.get(self.shown..).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.shown += bytes.len();
        let mut got: Vec<String> = text.lines().map(str::to_string).collect();
        if !ordered {
            got.sort();
            want.sort();
        }
        if got == want {
            Ok(())
        } else {
            Err(format!("returned {got:?}, want {want:?}"))
        }
    }
}
