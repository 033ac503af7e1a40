//! Starting goroutines and letting them run on.

use super::visible::Visible;
use super::window::{self, End};
use super::{Cpu, Env};
use crate::bytecode::{CodePos, Instr, SyncOp};
use crate::machine::event::{Gid, Op};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{EndReason, Frame, FrameKind, Goroutine, Stand};
use crate::machine::{LOCAL_PAUSES_MAX, LimitKind, State, enabled};

/// Starts main and runs it to its first visible operation.
pub(in crate::machine) fn start_main(state: &mut State, env: &Env, entry: u32) {
    let mut main = Goroutine::new(None, Gid(1), Gid(0), CodePos { func: entry, pc: 0 });
    first_frame(&mut main, env, entry, 0);
    state.goroutines.push(main);
    run(state, env, 0, 0);
    if !enabled::any_enabled(state, env.program) {
        crate::machine::report::deadlock(state);
    }
}

/// Gives a new goroutine the frame of its function.
fn first_frame(goroutine: &mut Goroutine, env: &Env, func: u32, closure: u64) {
    let regs = env
        .program
        .functions
        .get(func as usize)
        .map_or(0, |function| function.regs);
    goroutine.stack.resize(regs as usize);
    goroutine.frames.push(Frame {
        func,
        pc: 0,
        fp: 0,
        kind: FrameKind::Call,
        closure,
    });
}

/// `go f()`: the new goroutine runs to its first visible operation at once.
pub(super) fn go(state: &mut State, env: &Env, index: usize, closure: u64) -> Visible {
    if closure == 0 {
        return Visible::Fault(Fault::Fatal("go of nil func value".to_string()).into());
    }
    let (func, parent, bubble, at) = match Cpu::new(state, env, index) {
        Some(cpu) => match cpu.closure_function(closure) {
            Ok(func) => (
                func,
                cpu.g.id,
                cpu.g.bubble,
                CodePos {
                    func: cpu.func,
                    pc: cpu.pc as u32,
                },
            ),
            Err(fault) => return Visible::Fault(fault),
        },
        None => return Visible::Alternative(1),
    };
    if state.goroutines.len() >= env.limits.goroutines {
        return Visible::Stand(
            Op::Local,
            Stand::End(EndReason::Limit(LimitKind::Goroutines)),
        );
    }
    let child = Gid(state.goroutines.len() as u32 + 1);
    let spare = state.scratch.spare.pop();
    let mut goroutine = Goroutine::new(spare, child, parent, at);
    goroutine.bubble = bubble;
    first_frame(&mut goroutine, env, func, closure);
    state.goroutines.push(goroutine);
    run(state, env, child.0 as usize - 1, 0);
    Visible::Done(Op::Go { child })
}

/// Runs a goroutine on from an instruction of its top frame to its next visible operation, its end or a pause; whether it stands at an
/// operation that can always happen.
#[inline]
pub(super) fn run(state: &mut State, env: &Env, index: usize, pc: u32) -> bool {
    let Some(goroutine) = state.goroutines.get_mut(index) else {
        return false;
    };
    let Some(&Frame { func, fp, .. }) = goroutine.frames.last() else {
        return false;
    };
    let code = match env.program.functions.get(func as usize) {
        Some(function) => function.code.as_slice(),
        None => &[],
    };
    let mut budget = env.budget();
    match window::run(env, goroutine, code, (fp, pc), &mut budget) {
        End::Far => go_on(state, env, index, budget),
        end => stand(goroutine, end),
    }
}

/// Stands at the visible operation before which a window has ended; answers as [`run`] does.
#[inline(always)]
pub(super) fn stand(goroutine: &mut Goroutine, end: End) -> bool {
    goroutine.pauses = 0;
    goroutine.stand = match end {
        End::Guarded => Stand::Guarded,
        _ => Stand::Ready,
    };
    end == End::Ready
}

/// Goes on with an instruction that is more than the window's; answers as [`run`] does.
#[inline(never)]
pub(super) fn go_on(state: &mut State, env: &Env, index: usize, budget: u32) -> bool {
    let Some(mut cpu) = Cpu::new(state, env, index) else {
        return false;
    };
    cpu.budget = budget;
    let stand = cpu.run_on();
    cpu.g.stand = stand;
    matches!(stand, Stand::Ready)
}

/// Lets a goroutine go on behind the visible instruction it stands at; answers as [`run`] does.
pub(super) fn resume(state: &mut State, env: &Env, index: usize) -> bool {
    let goroutine = state.goroutines.get(index);
    let pc = goroutine.map_or(0, |goroutine| goroutine.at().pc);
    run(state, env, index, pc + 1)
}

/// Raises a fault at the visible instruction a goroutine stands at, and runs it on.
pub(super) fn fail(state: &mut State, env: &Env, index: usize, fault: Fault) {
    if let Some(mut cpu) = Cpu::new(state, env, index) {
        cpu.pc += 1;
        let flow = cpu.raise(fault);
        cpu.g.stand = cpu.flow_on(flow);
    }
}

impl Cpu<'_> {
    /// Pauses inside a long computation; an endless one ends the run.
    #[cold]
    pub fn pause(&mut self) -> Stand {
        self.save();
        self.g.pauses += 1;
        if self.g.pauses > LOCAL_PAUSES_MAX {
            return Stand::End(EndReason::Limit(LimitKind::Local));
        }
        Stand::Local
    }

    /// Prepares what a guarded operation needs on arrival: a sleep's deadline counts from here.
    pub fn arrive(&mut self, instr: Instr) {
        self.g.since = self.now;
        if let Instr::Sync {
            op: SyncOp::Sleep,
            base,
            ..
        } = instr
        {
            let duration = (self.get(base) as i64).max(0);
            self.g.deadline = self.now.saturating_add(duration);
        }
    }
}
