//! Where accesses happen: functions by how the detector treats them, and numbers for places.
//!
//! As in Go, the runtime's own accesses are not the program's: they are seen only where the runtime says so (`raceRead`,
//! `raceWrite`), and then belong to the place in the program that called it. Package `sync` is between: its cells are its own, but its
//! locks and atomics order the program. Everything else of the library is instrumented like the program.
//!
//! A *site* is a number. Without stacks it is the instruction's number in the whole program; with stacks it stands for a chain of calls
//! and the locks held, see `stacks.rs`.

use std::sync::Arc;

use crate::bytecode::{CodePos, Instr, Program};
use crate::machine::Goroutine;

/// How a function's operations count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// Everything counts.
    Program,
    /// Only synchronisation counts.
    Sync,
    /// Nothing but channels, goroutines and annotations counts.
    Runtime,
}

/// Packages whose accesses to memory are not the program's, but whose synchronisation is.
const SYNC: &[&str] = &[
    "sync.",
    "atomic.",
    "testing.",
    "testing/synctest.",
    "internal/synctest.",
];

/// Packages that are part of the runtime: timers are, in Go.
const RUNTIME: &[&str] = &["runtime.", "time."];

fn class(name: &str, prelude: bool) -> Class {
    let of = |packages: &[&str]| packages.iter().any(|package| name.starts_with(package));
    match () {
        () if !prelude => Class::Program,
        () if of(RUNTIME) => Class::Runtime,
        () if of(SYNC) => Class::Sync,
        () => Class::Program,
    }
}

/// What is fixed for a program.
#[derive(Debug)]
pub(super) struct Sites {
    /// By function: its class, and the number of its first instruction.
    functions: Vec<(Class, u32)>,
}

impl Sites {
    /// Of a program; `everything` treats all functions like the program's own.
    pub fn new(program: &Program, everything: bool) -> Arc<Sites> {
        let mut functions = Vec::with_capacity(program.functions.len());
        let mut next: u32 = 0;
        for function in &program.functions {
            let class = if everything {
                Class::Program
            } else {
                class(&function.name, function.prelude)
            };
            functions.push((class, next));
            next = next.saturating_add(function.code.len() as u32);
        }
        Arc::new(Sites { functions })
    }

    /// How the function of an instruction counts, and the instruction's number.
    #[inline(always)]
    pub fn of(&self, at: CodePos) -> (Class, u32) {
        let function = self.functions.get(at.func as usize);
        let (class, base) = function.copied().unwrap_or((Class::Program, 0));
        (class, base.saturating_add(at.pc))
    }

    /// How a function's operations count.
    #[inline(always)]
    pub fn class(&self, func: u32) -> Class {
        self.of(CodePos { func, pc: 0 }).0
    }

    /// The number of an instruction.
    #[inline]
    pub fn number(&self, at: CodePos) -> u32 {
        self.of(at).1
    }

    /// The instruction of a number.
    pub fn position(&self, number: u32) -> CodePos {
        let func = self
            .functions
            .partition_point(|&(_, base)| base <= number)
            .saturating_sub(1);
        let base = self.functions.get(func).map_or(0, |(_, base)| *base);
        CodePos {
            func: func as u32,
            pc: number - base,
        }
    }

    /// Whether the first goroutine is past initialisation: the entry function's last call is that of `main` or the test.
    pub fn has_begun(&self, program: &Program, main: &Goroutine) -> bool {
        let Some(entry) = main.frames.first() else {
            return true;
        };
        let code = program
            .functions
            .get(entry.func as usize)
            .map_or(&[][..], |function| &function.code);
        let last = code
            .iter()
            .rposition(|instr| matches!(instr, Instr::Call { .. }));
        last.is_none_or(|last| entry.pc as usize >= last)
    }

    /// Whether a goroutine stands inside the runtime.
    #[inline]
    pub fn is_runtime(&self, goroutine: &Goroutine) -> bool {
        let top = goroutine.frames.last();
        top.is_some_and(|top| self.class(top.func) == Class::Runtime)
    }

    /// Where the runtime was called from, for a goroutine that stands inside it.
    pub fn caller(&self, goroutine: &Goroutine) -> Option<u32> {
        let frames = goroutine.frames.iter().rev();
        let mut outside = frames.skip_while(|frame| self.class(frame.func) == Class::Runtime);
        Some(self.number(outside.next()?.at()))
    }
}
