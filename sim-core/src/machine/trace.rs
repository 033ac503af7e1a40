//! Goroutines as Go's runtime lists them: header, frames, who created them.
//!
//! What Go's runtime does by itself and Weft by Go of its own (timers, coroutines) is shown as Go shows it: see [`is_hidden`].
//!
//! An operation on a lock and its like is one instruction here; where a goroutine waits in one, the frames that it has in Go's own
//! library are put on top, with the lines of Go 1.23. For the other stand-ins see `report.rs`.

use super::enabled::instr_at;
use super::goroutine::{EndReason, FrameKind, Goroutine, Panicking, Stand, Waiting};
use super::{State, bubble};
use crate::bytecode::{Function, Instr, Program, SyncOp};
use crate::versions;

/// Frames at either end of a long trace that are printed.
const TRACE_FRAMES: usize = 50;

/// The frames of a waiting operation in Go's library, innermost first: function, file, line, offset.
fn waiting_frames(op: SyncOp) -> &'static [(&'static str, &'static str, u32, u32)] {
    match op {
        SyncOp::MutexLock | SyncOp::RwLockAnnounce | SyncOp::OnceEnter => &[
            ("sync.runtime_SemacquireMutex", "runtime/sema.go", 95, 0x25),
            ("sync.(*Mutex).lockSlow", "sync/mutex.go", 173, 0x15d),
            ("sync.(*Mutex).Lock", "sync/mutex.go", 92, 0x34),
        ],
        SyncOp::RwLock => &[(
            "sync.runtime_SemacquireRWMutex",
            "runtime/sema.go",
            105,
            0x25,
        )],
        SyncOp::RwREnter => &[(
            "sync.runtime_SemacquireRWMutexR",
            "runtime/sema.go",
            100,
            0x25,
        )],
        SyncOp::WgWait => &[
            ("sync.runtime_Semacquire", "runtime/sema.go", 71, 0x25),
            ("sync.(*WaitGroup).Wait", "sync/waitgroup.go", 118, 0x48),
        ],
        SyncOp::CondWait => &[("sync.runtime_notifyListWait", "runtime/sema.go", 587, 0x159)],
        SyncOp::Sleep => &[("time.Sleep", "runtime/time.go", 300, 0xf2)],
        _ => &[],
    }
}

/// Methods of `iter` that stand for the runtime's coroutines.
const COROUTINE: &str = "iter.(*puller";
/// Methods of `time` that stand for the runtime's timers.
const TIMER: &str = "time.(*alarm).";

/// Whether a function's frames are left out: the runtime's own and what stands for it, and what the compiler makes.
fn is_hidden(function: &Function) -> bool {
    let name = function.name.as_str();
    let internal = ["runtime.", COROUTINE, TIMER];
    function.wrapper || internal.iter().any(|prefix| name.starts_with(prefix))
}

fn top_function<'p>(program: &'p Program, goroutine: &Goroutine) -> Option<&'p Function> {
    program.functions.get(goroutine.at().func as usize)
}

/// Whether a goroutine stands where Go's would stand in a coroutine.
pub(super) fn is_in_coroutine(program: &Program, goroutine: &Goroutine) -> bool {
    top_function(program, goroutine).is_some_and(|function| function.name.starts_with(COROUTINE))
}

/// Whether it is a timer, which is no goroutine in Go until it calls a function.
pub(super) fn is_timer(program: &Program, goroutine: &Goroutine) -> bool {
    goroutine.is_alive()
        && top_function(program, goroutine).is_some_and(|function| function.name.starts_with(TIMER))
}

/// Whether package variables are still being initialised, or an `init` runs: Go's main goroutine keeps to its thread until then, or until
/// it panics.
fn is_initialising(program: &Program, goroutine: &Goroutine) -> bool {
    let called = match goroutine.frames.get(1) {
        Some(frame) if goroutine.parent.0 == 0 => program.functions.get(frame.func as usize),
        _ => None,
    };
    let name = called.and_then(|function| function.name.rsplit('/').next()?.split_once('.'));
    name.is_some_and(|(_, name)| name == "init" || name.starts_with("init."))
        && goroutine.stand != Stand::End(EndReason::Panic)
}

/// The library's frames of the operation a goroutine waits in.
fn library_frames(program: &Program, goroutine: &Goroutine) -> Vec<String> {
    let op = match instr_at(program, goroutine) {
        // It has not come to wait in there.
        Some(Instr::Sync {
            op: SyncOp::WgWait, ..
        }) if goroutine.waiting == Waiting::No => return Vec::new(),
        Some(Instr::Sync { op, .. }) if goroutine.stand == Stand::Guarded => op,
        _ => return Vec::new(),
    };
    let frames = waiting_frames(op).iter();
    frames
        .map(|(function, file, line, offset)| {
            format!("{function}(...)\n\t{file}:{line} +{offset:#x}\n")
        })
        .collect()
}

/// What `runtime.Stack` gives: the trace of the goroutine that asks, and those of all others if they are wanted.
pub(super) fn stacks(state: &State, program: &Program, index: usize, all: bool) -> String {
    let mut text = String::new();
    push_goroutine(&mut text, state, program, index, "running");
    for (other, goroutine) in state.goroutines.iter().enumerate() {
        if all && other != index && goroutine.is_alive() && !is_timer(program, goroutine) {
            text.push('\n');
            let status = super::report::status(state, program, goroutine);
            push_goroutine(&mut text, state, program, other, &status);
        }
    }
    text
}

/// One goroutine's header and frames.
pub(super) fn push_goroutine(
    text: &mut String,
    state: &State,
    program: &Program,
    index: usize,
    status: &str,
) {
    let Some(goroutine) = state.goroutines.get(index) else {
        return;
    };
    let bubble = match bubble::number(state, goroutine) {
        Some(number) => format!(", synctest bubble {number}"),
        None => String::new(),
    };
    let locked = match is_initialising(program, goroutine) {
        true => ", locked to thread",
        false => "",
    };
    text.push_str(&format!(
        "goroutine {} [{status}{locked}{bubble}]:\n",
        goroutine.id.0
    ));
    let lines = frame_lines(program, goroutine);
    let elided = lines.len().saturating_sub(2 * TRACE_FRAMES);
    for (number, line) in lines.iter().enumerate() {
        if elided > 0 && number == TRACE_FRAMES {
            text.push_str(&format!("...{elided} frames elided...\n"));
        }
        if elided == 0 || number < TRACE_FRAMES || number >= TRACE_FRAMES + elided {
            text.push_str(line);
        }
    }
    push_creator(text, program, goroutine);
}

fn push_creator(text: &mut String, program: &Program, goroutine: &Goroutine) {
    let at = goroutine.created_at;
    let Some(function) = program.functions.get(at.func as usize) else {
        return;
    };
    if goroutine.parent.0 == 0 {
        return;
    }
    if function.name.starts_with(TIMER) {
        text.push_str("created by time.goFunc\n\ttime/sleep.go:215 +0x2d\n");
        return;
    }
    let by = match versions::CREATOR_NUMBERED.is_in(program.go_minor) {
        true => format!(" in goroutine {}", goroutine.parent.0),
        false => String::new(),
    };
    text.push_str(&format!(
        "created by {}{by}\n{}",
        function.name,
        place(program, function, at.pc)
    ));
}

/// The frames of a goroutine, innermost first, each as its lines of text.
fn frame_lines(program: &Program, goroutine: &Goroutine) -> Vec<String> {
    let mut lines = library_frames(program, goroutine);
    for (index, frame) in goroutine.frames.iter().enumerate().rev() {
        let Some(function) = program.functions.get(frame.func as usize) else {
            continue;
        };
        if !is_hidden(function) {
            let args = if function.params == 0 { "()" } else { "(...)" };
            lines.push(format!(
                "{}{args}\n{}",
                function.name,
                place(program, function, frame.pc)
            ));
        }
        let called_by = |panic: &Panicking| panic.goexit && panic.deferred as usize == index;
        let caller = match frame.kind {
            FrameKind::PanicDefer if goroutine.panics.iter().any(called_by) => {
                "runtime.Goexit()\n\truntime/panic.go:635 +0x5e\n"
            }
            FrameKind::PanicDefer | FrameKind::PrintPanic => {
                "panic(...)\n\truntime/panic.go:785 +0x132\n"
            }
            FrameKind::Call | FrameKind::Defer => continue,
        };
        lines.push(caller.to_string());
    }
    lines
}

/// The second line of a frame: file, line and offset.
fn place(program: &Program, function: &Function, pc: u32) -> String {
    let pos = function.line_at(pc).map_or(function.pos, |line| line.pos);
    let file = program
        .sources
        .file_at(pos)
        .map_or("?", |(_, file)| file.name.as_str());
    format!(
        "\t{file}:{} +{:#x}\n",
        program.sources.line(pos),
        4 * (u64::from(pc) + 1)
    )
}
