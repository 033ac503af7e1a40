//! Starting goroutines and letting them run on.

use super::visible::Visible;
use super::window::Window;
use super::{Cpu, Env};
use crate::bytecode::{CodePos, Instr, SyncOp};
use crate::machine::event::{Gid, Op};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{EndReason, Frame, FrameKind, Goroutine, Stand};
use crate::machine::pending::is_guarded;
use crate::machine::{LOCAL_PAUSES_MAX, LimitKind, State, pending};

/// Starts main and runs it to its first visible operation.
pub(in crate::machine) fn start_main(state: &mut State, env: &Env, entry: u32) {
    let mut main = Goroutine::new(None, Gid(1), Gid(0), CodePos { func: entry, pc: 0 });
    first_frame(&mut main, env, entry, 0);
    state.goroutines.push(main);
    run(state, env, 0, 0);
    if !pending::any_enabled(state, env.program) {
        crate::machine::report::deadlock(state, env);
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
pub(super) fn run(state: &mut State, env: &Env, index: usize, pc: usize) -> bool {
    let Some(goroutine) = state.goroutines.get_mut(index) else {
        return false;
    };
    let Goroutine { stack, frames, .. } = goroutine;
    let top = frames.last().map(|frame| (frame.func, frame.fp as usize));
    let Some((func, fp)) = top else { return false };
    let code = match env.program.functions.get(func as usize) {
        Some(function) => function.code.as_slice(),
        None => &[],
    };
    let mut window = Window::new(env, (stack, frames), code, (fp, pc));
    let (next, pc, budget) = (window.run(), window.pc, window.budget);
    stand(state, env, index, (pc, budget), next)
}

/// Stands where a window has ended, or goes on from there if that is no visible operation; answers as [`run`] does.
#[inline(always)]
pub(super) fn stand(
    state: &mut State,
    env: &Env,
    index: usize,
    (pc, budget): (usize, u32),
    next: Option<Instr>,
) -> bool {
    let visible = next.filter(|instr| instr.is_visible() && !sleeps(*instr));
    if let Some(instr) = visible
        && let Some(goroutine) = state.goroutines.get_mut(index)
        && let Some(frame) = goroutine.frames.last_mut()
    {
        let guarded = is_guarded(instr);
        frame.pc = pc as u32;
        goroutine.pauses = 0;
        goroutine.stand = if guarded {
            Stand::Guarded
        } else {
            Stand::Ready
        };
        return !guarded;
    }
    go_on(state, env, index, (pc, budget), next)
}

/// Whether an instruction needs something done when a goroutine comes to stand there.
#[inline(always)]
fn sleeps(instr: Instr) -> bool {
    matches!(
        instr,
        Instr::Sync {
            op: SyncOp::Sleep,
            ..
        }
    )
}

/// Goes on with an instruction that is more than the window's.
#[inline(never)]
fn go_on(
    state: &mut State,
    env: &Env,
    index: usize,
    (pc, budget): (usize, u32),
    next: Option<Instr>,
) -> bool {
    let Some(mut cpu) = Cpu::new(state, env, index) else {
        return false;
    };
    (cpu.pc, cpu.budget) = (pc, budget);
    let stand = cpu.run_from(next);
    cpu.g.stand = stand;
    matches!(stand, Stand::Ready)
}

/// Lets a goroutine go on behind the visible instruction it stands at; answers as [`run`] does.
pub(super) fn resume(state: &mut State, env: &Env, index: usize) -> bool {
    let goroutine = state.goroutines.get(index);
    let pc = goroutine.map_or(0, |goroutine| goroutine.at().pc as usize);
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
