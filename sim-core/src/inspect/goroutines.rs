//! Goroutines as a reader sees them: where each stands, what it would do next, what it waits for, its frames and variables.

use super::graph::Graph;
use super::narrate;
use super::reader::Reader;
use super::roots::frame_locals;
use super::view::{FrameView, GoroutineState, GoroutineView, LocationView, NextView};
use crate::bytecode::{CodePos, Program};
use crate::machine::{Gid, Goroutine, Stand};

/// Most frames of one goroutine shown, innermost first.
const MAX_FRAMES: usize = 24;

/// All goroutines, ascending.
pub fn goroutines(reader: &Reader<'_>, graph: &Graph) -> Vec<GoroutineView> {
    reader
        .machine
        .goroutines()
        .iter()
        .map(|g| one(reader, graph, g))
        .collect()
}

fn one<'m>(reader: &Reader<'m>, graph: &Graph, goroutine: &'m Goroutine) -> GoroutineView {
    let (machine, g) = (reader.machine, goroutine.id);
    let enabled = machine.is_enabled(g);
    let reason = if enabled {
        None
    } else {
        machine.wait_reason(g)
    };
    let state = match goroutine.stand {
        Stand::Dead => GoroutineState::Ended,
        Stand::Parked | Stand::Forever => GoroutineState::Parked,
        _ if enabled => GoroutineState::Ready,
        _ if goroutine.deadline > machine.now() => GoroutineState::Sleeping,
        _ => GoroutineState::Blocked,
    };
    let pending = machine.pending(g);
    let waits_for = match state {
        GoroutineState::Blocked => pending.map(|p| p.op.addr),
        GoroutineState::Parked => machine
            .waiters()
            .iter()
            .find(|w| w.goroutine == g)
            .map(|w| w.ch),
        _ => None,
    };
    let next = pending.map(|p| NextView {
        at: location(reader.program, p.at),
        kind: narrate::pending_kind(&p.op.kind),
        sentence: narrate::pending(reader, graph, g, &p),
        alternatives: p.alternatives,
    });
    GoroutineView {
        id: g.0,
        entry: entry_name(reader.program, goroutine),
        state,
        wait_reason: reason
            .map_or_else(String::new, |r| r.text(reader.program.go_minor).to_string()),
        waits_for: waits_for.filter(|a| *a != 0),
        next,
        frames: frames(reader, g, goroutine),
        parent: goroutine.parent.0,
    }
}

fn entry_name(program: &Program, goroutine: &Goroutine) -> String {
    let shown = |f: &&crate::bytecode::Function| !f.wrapper && f.name != "runtime.main";
    let mut functions = goroutine
        .frames
        .iter()
        .filter_map(|f| program.functions.get(f.func as usize));
    functions
        .find(shown)
        .map_or_else(String::new, |f| f.name.clone())
}

fn frames<'m>(reader: &Reader<'m>, g: Gid, goroutine: &'m Goroutine) -> Vec<FrameView> {
    let mut views = Vec::new();
    for (depth, frame) in goroutine.frames.iter().rev().enumerate() {
        let Some(function) = reader.program.functions.get(frame.func as usize) else {
            continue;
        };
        if function.wrapper || views.len() >= MAX_FRAMES {
            continue;
        }
        let locals = frame_locals(reader, g, goroutine, frame, depth as u32);
        views.push(FrameView {
            function: function.name.clone(),
            at: location(reader.program, frame.at()),
            locals: locals.iter().map(|r| r.view(reader)).collect(),
        });
    }
    views
}

/// A place in the code as file, line and column.
pub fn location(program: &Program, at: CodePos) -> LocationView {
    let function = program.functions.get(at.func as usize);
    let pos = function
        .and_then(|f| f.line_at(at.pc))
        .map(|l| l.pos)
        .or(function.map(|f| f.pos))
        .unwrap_or_default();
    let prelude = function.is_some_and(|f| f.prelude && !f.wrapper);
    let place = program.sources.locate(pos);
    match place.and_then(|p| Some((p, program.sources.file(p.file)?))) {
        Some((p, file)) => LocationView {
            file: file.name.clone(),
            line: p.line,
            column: p.column,
            prelude,
        },
        None => LocationView {
            file: String::new(),
            line: 0,
            column: 0,
            prelude,
        },
    }
}
