//! From a conflict in shadow memory to a race in words.

use std::sync::Arc;

use super::found::{Access, AccessOp, HeldLock, Place, Race, StackFrame};
use super::location::{locate, place};
use super::shadow::{Conflict, Epoch, Now};
use super::sites::Class;
use super::{Detector, Way};
use crate::bytecode::{CodePos, Program};
use crate::machine::{Addr, Gid, Machine, Stand};

/// Races that a detector keeps; a program with more has been told enough.
const RACES_MAX: usize = 1000;

/// One access on the way into a report.
#[derive(Clone, Copy)]
struct Seen {
    epoch: Epoch,
    site: u32,
    write: bool,
}

impl Detector {
    /// Turns the conflicts of an access to one cell into races, unless the same places were seen before.
    #[cold]
    #[inline(never)]
    pub(super) fn conflict(&mut self, machine: &Machine, cell: Addr, now: Now, way: Way) {
        let conflicts = std::mem::take(&mut self.conflicts);
        for conflict in &conflicts {
            let pair = (conflict.site.min(now.site), conflict.site.max(now.site));
            if !self.seen.insert(pair) || self.known_again(pair) {
                continue;
            }
            if self.races.len() < RACES_MAX {
                self.learn(pair);
                let race = self.race(machine, cell, conflict, (now, way));
                Arc::make_mut(&mut self.races).push(race);
            }
        }
        self.conflicts = conflicts;
        self.conflicts.clear();
    }

    fn race(
        &self,
        machine: &Machine,
        cell: Addr,
        before: &Conflict,
        (now, way): (Now, Way),
    ) -> Race {
        let first = Seen {
            epoch: before.epoch,
            site: before.site,
            write: before.write,
        };
        let second = Seen {
            epoch: now.epoch,
            site: now.site,
            write: way.is_write(),
        };
        Race {
            location: locate(machine, cell),
            cell,
            accesses: [
                self.seen_access(machine, first),
                self.seen_access(machine, second),
            ],
            initial: self.initialising,
        }
    }

    fn seen_access(&self, machine: &Machine, seen: Seen) -> Access {
        let program = machine.program();
        let g = seen.epoch.goroutine();
        let frames = match &self.stacks {
            Some(stacks) => stacks.frames(seen.site),
            None => vec![self.sites.position(seen.site)],
        };
        let outside = frames
            .iter()
            .copied()
            .find(|at| self.sites.class(at.func) != Class::Runtime)
            .or(frames.first().copied())
            .unwrap_or_default();
        let op = match (seen.write, seen.epoch.is_atomic()) {
            (false, false) => AccessOp::Read,
            (true, false) => AccessOp::Write,
            (false, true) => AccessOp::AtomicRead,
            (true, true) => AccessOp::AtomicWrite,
        };
        let ended = machine
            .goroutine(g)
            .is_none_or(|goroutine| matches!(goroutine.stand, Stand::Dead | Stand::Exit));
        let mut at = place(program, outside);
        let created = self.created(machine, g);
        if at.file.is_empty()
            && let Some(frame) = created.first()
        {
            // `go close(c)`: the goroutine has no code of the program's own.
            at = frame.place.clone();
        }
        Access {
            goroutine: g.0,
            op,
            step: u64::from(seen.epoch.step()),
            place: at,
            function: function_name(program, outside),
            stack: self.shown(program, &frames),
            created,
            finished: ended,
            locks: self.held(machine, seen.site),
        }
    }

    /// Frames as Go shows them: of the runtime's only the one that was called, of the compiler's none.
    fn shown(&self, program: &Program, frames: &[CodePos]) -> Vec<StackFrame> {
        let inside = frames
            .iter()
            .take_while(|at| self.sites.class(at.func) == Class::Runtime)
            .count();
        frames
            .iter()
            .skip(inside.saturating_sub(1))
            .filter(|at| {
                let function = program.functions.get(at.func as usize);
                function.is_some_and(|function| !function.wrapper)
            })
            .map(|at| frame(program, *at))
            .collect()
    }

    fn created(&self, machine: &Machine, g: Gid) -> Vec<StackFrame> {
        let Some(goroutine) = machine.goroutine(g).filter(|g| g.parent.0 != 0) else {
            return Vec::new();
        };
        let program = machine.program();
        match &self.stacks {
            Some(stacks) => self.shown(program, &stacks.created(g)),
            None => vec![frame(program, goroutine.created_at)],
        }
    }

    fn held(&self, machine: &Machine, site: u32) -> Vec<HeldLock> {
        let Some(stacks) = &self.stacks else {
            return Vec::new();
        };
        let held = stacks.held(site).iter();
        held.map(|held| HeldLock {
            name: locate(machine, held.lock).name,
            cell: held.lock,
            shared: held.shared,
        })
        .collect()
    }
}

/// A function's name as Go prints it, without the type arguments of one of the runtime's.
fn function_name(program: &Program, at: CodePos) -> String {
    let Some(function) = program.functions.get(at.func as usize) else {
        return String::new();
    };
    match function.name.split_once('[') {
        Some((name, _)) if function.prelude && name.starts_with("runtime.") => name.to_string(),
        _ => function.name.clone(),
    }
}

fn frame(program: &Program, at: CodePos) -> StackFrame {
    let place: Place = place(program, at);
    StackFrame {
        function: function_name(program, at),
        place,
        offset: 4 * (u64::from(at.pc) + 1),
    }
}
