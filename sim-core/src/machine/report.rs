//! How a program ends, in the words of Go's runtime: panic texts, fatal errors, goroutine traces.
//!
//! What Go prints and this machine does not have is replaced by deterministic stand-ins:
//! - a cell's address is shown as `0xc000000000 + 8 * cell`, a place in the code as `0x47e000 + 0x400 * function + 4 * instruction`, and
//!   the offset behind a trace line as four bytes an instruction;
//! - argument values are shown as `...`;
//! - files are named as they were given; goroutines have this machine's numbers (1, 2, 3 …), and the runtime's own are not listed;
//! - `exit status 2` is printed by `go run`, not by the program, and is not here.

use super::exec::Env;
use super::goroutine::{EndReason, Goroutine, Panicking, Stand};
use super::trace::{is_timer, push_goroutine};
use super::{Gid, Outcome, State, Status, bubble, pending};
use crate::bytecode::{CodePos, Kind, Program};
use crate::library::{complex_text, print_float};
use crate::versions;

/// A cell's address as a program prints it.
pub fn display_address(addr: u64) -> u64 {
    if addr == 0 {
        0
    } else {
        addr.wrapping_mul(8).wrapping_add(0xc0_0000_0000)
    }
}

/// How the fatal error begins that a panic value raises by panicking when it is asked for its text.
pub(super) const PRINTING: &str = "panic while printing panic value";

/// The address of what takes no memory.
const ZERO_BASE: u64 = 0x54_9e00;

/// The address of an instruction as a trace prints it.
pub fn code_address(at: CodePos) -> u64 {
    0x47_e000 + 0x400 * u64::from(at.func) + 4 * u64::from(at.pc)
}

/// os.Exit.
pub(super) fn exit(state: &mut State, code: i64) {
    state.status = Status::Ended(Outcome::Exit(code));
}

/// Ends the program for the reason at which goroutine `index` stands.
pub(super) fn end_program(state: &mut State, env: &Env, index: usize, reason: EndReason) {
    let goroutine = Gid(index as u32 + 1);
    let mut detail = String::new();
    if let Some(goroutine) = state.goroutines.get_mut(index) {
        goroutine.stand = Stand::End(reason);
        detail = goroutine.detail.as_deref().unwrap_or("").to_string();
    }
    let fatal = |message: &str| Outcome::Fatal {
        message: message.to_string(),
        goroutine,
    };
    state.status = Status::Ended(match reason {
        EndReason::MainReturned => Outcome::Exit(0),
        EndReason::Limit(kind) => Outcome::Limit(kind),
        EndReason::Panic => Outcome::Panic {
            message: panic_text(state, env.program, index),
            goroutine,
        },
        EndReason::Fatal => fatal(&detail),
        EndReason::StackOverflow => fatal("stack overflow"),
        EndReason::BadAddress => fatal("fault"),
    });
}

/// Ends a program in which nothing can ever run again.
pub(super) fn deadlock(state: &mut State) {
    let main_left = state
        .goroutines
        .first()
        .is_some_and(|main| main.goexited && !main.is_alive());
    let alone = !state.goroutines.iter().any(Goroutine::is_alive);
    let message = if main_left && alone {
        "no goroutines (main called runtime.Goexit) - deadlock!"
    } else {
        "all goroutines are asleep - deadlock!"
    };
    state.status = Status::Ended(Outcome::Deadlock {
        message: message.to_string(),
    });
}

/// What the runtime prints about the end of a program. It follows from the last state, so it is made when it is asked for: whoever
/// tries many orders never asks.
pub(super) fn report(state: &State, program: &Program) -> String {
    match &state.status {
        Status::Ended(Outcome::Deadlock { message }) => {
            let mut text = format!("fatal error: {message}\n");
            push_others(&mut text, state, program, |_| true);
            text
        }
        Status::Ended(Outcome::Panic { message, goroutine }) => {
            let index = goroutine.0 as usize - 1;
            let mut text = format!("panic: {message}\n");
            push_running(&mut text, state, program, index);
            if let Some(bubble) = deadlocked_bubble(state, program, index) {
                push_others(&mut text, state, program, |other| other.bubble == bubble);
            }
            text
        }
        Status::Ended(Outcome::Fatal { message, goroutine }) => {
            fatal(state, program, message, *goroutine)
        }
        Status::Running | Status::Ended(Outcome::Exit(_) | Outcome::Limit(_)) => String::new(),
    }
}

/// A fatal error, with all goroutines but where it is the program's own mistake and only the one that made it is listed.
fn fatal(state: &State, program: &Program, message: &str, id: Gid) -> String {
    let index = id.0 as usize - 1;
    let goroutine = state.goroutines.get(index);
    let mut text = String::new();
    let mut lists_one = false;
    match goroutine.map(|goroutine| goroutine.stand) {
        Some(Stand::End(EndReason::StackOverflow)) => {
            text = stack_overflow(state, index);
            push_goroutine(&mut text, state, program, index, "running");
        }
        Some(Stand::End(EndReason::BadAddress)) => {
            let addr = goroutine.and_then(|goroutine| goroutine.detail.as_deref());
            let addr = addr.unwrap_or("");
            let pc = code_address(goroutine.map_or(CodePos::default(), Goroutine::at));
            text.push_str(&format!(
                "unexpected fault address {addr}\nfatal error: fault\n\
                 [signal SIGSEGV: segmentation violation code=0x1 addr={addr} pc={pc:#x}]\n\n"
            ));
            push_goroutine(&mut text, state, program, index, "running");
        }
        _ => {
            text.push_str(&format!("fatal error: {message}\n"));
            push_running(&mut text, state, program, index);
            // Go makes a difference between the program's mistakes and those that its own runtime might have made.
            lists_one =
                !message.starts_with(PRINTING) && versions::FATAL_LISTS_ONE.is_in(program.go_minor);
        }
    }
    if !lists_one {
        push_others(&mut text, state, program, |other| other.id != id);
    }
    text
}

/// The goroutine that ends the program, with the fault signal where it came from one.
fn push_running(text: &mut String, state: &State, program: &Program, index: usize) {
    push_signal(text, state, index);
    text.push('\n');
    push_goroutine(text, state, program, index, "running");
}

fn stack_overflow(state: &State, index: usize) -> String {
    let words = state
        .goroutines
        .get(index)
        .map_or(0, |goroutine| goroutine.stack.len()) as u64;
    let (low, high) = (0xc0_2000_0000_u64, 0xc0_4000_0000_u64);
    let sp = high.saturating_sub(words * 8).max(low);
    format!(
        "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp={sp:#x} stack=[{low:#x}, {high:#x}]\n\
         fatal error: stack overflow\n\nruntime stack:\nruntime.throw(...)\nruntime.newstack()\nruntime.morestack()\n\n"
    )
}

/// The fault signal of the panic, where it came from one.
fn push_signal(text: &mut String, state: &State, index: usize) {
    if let Some(signal) = state
        .goroutines
        .get(index)
        .and_then(|goroutine| goroutine.signal)
    {
        let pc = code_address(signal.at);
        let addr = signal.addr;
        text.push_str(&format!(
            "[signal SIGSEGV: segmentation violation code=0x1 addr={addr:#x} pc={pc:#x}]\n"
        ));
    }
}

/// All panics of a goroutine, oldest first, without the first `panic: `.
fn panic_text(state: &State, program: &Program, index: usize) -> String {
    let Some(goroutine) = state.goroutines.get(index) else {
        return String::new();
    };
    let mut text = String::new();
    let mut older: Option<&Panicking> = None;
    for panic in &goroutine.panics {
        let repeats = older.is_some_and(|older| older.repanicked);
        if !panic.goexit && !repeats {
            if !text.is_empty() {
                text.push_str("\n\tpanic: ");
            }
            text.push_str(&panic_value(state, program, panic));
            let mark = match (panic.recovered, panic.repanicked) {
                (true, true) => " [recovered, repanicked]",
                (true, false) => " [recovered]",
                _ => "",
            };
            text.push_str(mark);
        }
        older = Some(panic);
    }
    text
}

/// A panic's value as the runtime prints it: the text it gave, else basic kinds in words and all else by address.
fn panic_value(state: &State, program: &Program, panic: &Panicking) -> String {
    let string = |addr, len| {
        let bytes = state.heap.string(program, addr, len).unwrap_or(&[]);
        String::from_utf8_lossy(bytes).replace('\n', "\n\t")
    };
    if let Some((addr, len)) = panic.text {
        return string(addr, len);
    }
    let (word, data) = panic.value;
    if word == 0 {
        return "nil".to_string();
    }
    let Some(ty) = program.rtypes.get(word as usize - 1) else {
        return format!("(?) {:#x}", display_address(data));
    };
    let pair = |addr| match state.heap.words(addr, 2) {
        Some(&[first, second]) => (first, second),
        _ => (0, 0),
    };
    let minor = program.go_minor;
    let shown = match ty.kind {
        Kind::Bool => (data != 0).to_string(),
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
            (data as i64).to_string()
        }
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
            data.to_string()
        }
        Kind::Float64 => print_float(f64::from_bits(data), 64, minor),
        Kind::Float32 => print_float(f64::from(f32::from_bits(data as u32)), 32, minor),
        Kind::Complex64 | Kind::Complex128 => {
            let (re, im) = pair(data);
            let part = |word: u64| match ty.kind {
                Kind::Complex64 => print_float(f64::from(f32::from_bits(word as u32)), 32, minor),
                _ => print_float(f64::from_bits(word), 64, minor),
            };
            let text = complex_text(&part(re), &part(im));
            return if ty.named {
                format!("{}{text}", ty.name)
            } else {
                text
            };
        }
        Kind::String => {
            let (addr, len) = pair(data);
            let text = string(addr, len);
            return if ty.named {
                format!("{}(\"{text}\")", ty.name)
            } else {
                text
            };
        }
        // What has no size lies at an address, too: Go has one for all of it.
        _ if ty.words == 0 => return format!("({}) {ZERO_BASE:#x}", ty.name),
        _ => return format!("({}) {:#x}", ty.name, display_address(data)),
    };
    if ty.named {
        format!("{}({shown})", ty.name)
    } else {
        shown
    }
}

/// What stands in brackets behind a goroutine's number: what it waits for, for how many minutes of virtual time, its bubble. (Go begins to
/// count at a garbage collection, of which there is one every two minutes.)
pub(super) fn status(state: &State, program: &Program, goroutine: &Goroutine) -> String {
    const MINUTE: i64 = 60_000_000_000;
    let reason = pending::wait_reason(state, program, goroutine.id);
    let mut text = reason
        .map_or("runnable", |reason| reason.text(program.go_minor))
        .to_string();
    let in_bubble = goroutine.bubble != 0;
    if reason.is_some() {
        if in_bubble && bubble::is_durably_blocked(state, program, goroutine) {
            text.push_str(" (durable)");
        }
        let minutes = state.now.saturating_sub(goroutine.since) / MINUTE;
        if minutes >= 1 {
            text.push_str(&format!(", {minutes} minutes"));
        }
    }
    text
}

/// The bubble whose deadlock a goroutine's panic is about (see `prelude/internal/synctest`).
fn deadlocked_bubble(state: &State, program: &Program, index: usize) -> Option<u64> {
    let (word, data) = state.goroutines.get(index)?.panics.last()?.value;
    let ty = program.rtypes.get((word as usize).checked_sub(1)?)?;
    match state.heap.words(data, 3) {
        Some(&[_, _, bubble]) if ty.name == "synctest.deadlockError" => Some(bubble),
        _ => None,
    }
}

/// The goroutines of a kind, each after a blank line.
fn push_others(
    text: &mut String,
    state: &State,
    program: &Program,
    wanted: impl Fn(&Goroutine) -> bool,
) {
    for (index, goroutine) in state.goroutines.iter().enumerate() {
        if goroutine.is_alive() && wanted(goroutine) && !is_timer(program, goroutine) {
            text.push('\n');
            let status = status(state, program, goroutine);
            push_goroutine(text, state, program, index, &status);
        }
    }
}
