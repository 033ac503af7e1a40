//! Panic, recover, Goexit.
//!
//! As in Go, a panic does not unwind at once: deferred calls run *above* the frames that panicked, so a stack trace still shows
//! them. Each [`Panicking`] knows how deep the stack was when it was raised, which deferred call it is running and which frame
//! deferred that. When a deferred call returns after a `recover`, the stack is cut back to the frame that deferred it, which goes
//! on at its epilogue; panics raised above that frame are over with it. A Goexit is a panic that no recover stops, and that a
//! recovered panic above it resumes.
//!
//! When no deferred call is left, the values of all panics are asked for their text (`Error`, `String`) by ordinary calls, and then the
//! goroutine stands at the end of the program.

use super::dispatch::Flow;
use super::{Cpu, Done};
use crate::bytecode::{Kind, RTypeId, Reg};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{EndReason, Frame, FrameKind, Panicking, Signal, Stand};
use crate::machine::heap::ObjectKind;
use crate::machine::report::PRINTING;
use crate::machine::{LimitKind, display_address};
use crate::versions;

/// [`Panicking::deferred`] while no deferred call runs.
const NONE: u32 = u32::MAX;

impl Cpu<'_> {
    /// Raises a fault at the current instruction.
    #[cold]
    #[inline(never)]
    pub fn raise(&mut self, fault: Fault) -> Flow {
        match self.begin_fault(fault) {
            Some(stand) => Flow::Stop(stand),
            None => self.unwind(),
        }
    }

    /// Makes a fault a panic under way, or answers where the goroutine stands because of it.
    fn begin_fault(&mut self, fault: Fault) -> Option<Stand> {
        let known = self.env.program.known;
        let at = self.current();
        self.set_position(at.pc);
        let (ty, text) = match fault {
            Fault::Address(0) => return self.begin_nil(self.fault_byte()),
            Fault::Nil(byte) => return self.begin_nil(byte),
            Fault::Address(addr) | Fault::Bytes(addr) => {
                let shown = format!("{:#x}", display_address(addr));
                return Some(self.end(EndReason::BadAddress, &shown));
            }
            Fault::Fatal(text) => return Some(self.end(EndReason::Fatal, &text)),
            Fault::StackOverflow => return Some(Stand::End(EndReason::StackOverflow)),
            Fault::HeapLimit => return Some(limit(LimitKind::Heap)),
            Fault::StringLimit => return Some(limit(LimitKind::Strings)),
            Fault::WorkLimit => return Some(limit(LimitKind::Local)),
            Fault::Runtime(text) => (known.runtime_error, text),
            Fault::Bounds(text) => (known.bounds_error, text),
            Fault::Plain(text) => (known.plain_error, text),
            Fault::Text(text) => (known.string, text),
            Fault::Assertion(text) => (known.type_assertion_error, text),
        };
        self.begin_error(ty, &text)
    }

    /// A nil dereference at a byte address.
    fn begin_nil(&mut self, byte: u64) -> Option<Stand> {
        if let Some(text) = self.nil_receiver() {
            return self.begin_error(self.env.program.known.plain_error, &text);
        }
        self.g.signal = Some(Signal {
            addr: byte,
            at: self.current(),
        });
        let text = "invalid memory address or nil pointer dereference";
        self.begin_error(self.env.program.known.runtime_error, text)
    }

    /// What Go says when the compiler's method of *T, which calls a method of T, meets a nil pointer: such a method is known by there
    /// being one of T with its name, which T itself declares (a promoted one is reached through a field: an ordinary nil dereference).
    fn nil_receiver(&self) -> Option<String> {
        let functions = &self.env.program.functions;
        let (package, rest) = functions.get(self.func as usize)?.name.split_once(".(*")?;
        let (ty, method) = rest.split_once(").")?;
        let value_method = format!("{package}.{ty}.{method}");
        let exists = functions
            .iter()
            .any(|function| !function.wrapper && function.name == value_method);
        (exists && self.get(0) == 0)
            .then(|| format!("value method {value_method} called using nil *{ty} pointer"))
    }

    /// The byte offset from nil that the current instruction accesses.
    fn fault_byte(&self) -> u64 {
        let Some(function) = self.env.program.functions.get(self.func as usize) else {
            return 0;
        };
        let pc = self.current().pc;
        let found = function
            .fault_bytes
            .binary_search_by_key(&pc, |entry| entry.0);
        found
            .ok()
            .and_then(|index| function.fault_bytes.get(index))
            .map_or(0, |entry| entry.1)
    }

    /// Begins a panic with an error value of one of the known types.
    fn begin_error(&mut self, ty: RTypeId, text: &str) -> Option<Stand> {
        match self.error_value(ty, text) {
            Ok(value) => {
                self.begin_panic(value, false);
                None
            }
            Err(fault) => Some(limit(match *fault {
                Fault::StringLimit => LimitKind::Strings,
                _ => LimitKind::Heap,
            })),
        }
    }

    /// An interface value holding an error of one string, or a pointer to one.
    fn error_value(&mut self, ty: RTypeId, text: &str) -> Result<(u64, u64), Box<Fault>> {
        let string = self.heap.new_string(self.env.program, text.as_bytes())?;
        let site = self.site();
        let pointed = self
            .rtype(ty.0)
            .filter(|ty| ty.kind == Kind::Pointer)
            .and_then(|ty| ty.elem);
        let addr = match pointed {
            Some(elem) => self.heap.alloc(ObjectKind::Values, elem, 2, 1, site)?,
            None => self.heap.alloc(ObjectKind::Boxed, ty, 2, 1, site)?,
        };
        if let Some([bytes, len]) = self.heap.words_mut(addr, 2) {
            (*bytes, *len) = string;
        }
        Ok((u64::from(ty.0) + 1, addr))
    }

    fn begin_panic(&mut self, value: (u64, u64), goexit: bool) {
        let depth = self.g.frames.len() as u32;
        self.g.panics.push(Panicking {
            value,
            depth,
            deferred: NONE,
            owner: 0,
            goexit,
            recovered: false,
            repanicked: false,
            asked: false,
            text: None,
        });
    }

    /// `panic(value)`.
    pub fn start_panic(&mut self, value: (u64, u64)) -> Flow {
        let pc = self.current().pc;
        self.set_position(pc);
        if value.0 == 0 && versions::NIL_PANIC_ERROR.is_in(self.env.program.go_minor) {
            let prefixed = versions::NIL_PANIC_PREFIXED.is_in(self.env.program.go_minor);
            let prefix = if prefixed { "runtime error: " } else { "" };
            let text = format!("{prefix}panic called with nil argument");
            if let Some(stand) = self.begin_error(self.env.program.known.panic_nil_error, &text) {
                return Flow::Stop(stand);
            }
        } else {
            self.begin_panic(value, false);
        }
        self.unwind()
    }

    /// `runtime.Goexit()`, standing at its instruction.
    pub fn start_goexit(&mut self) -> Flow {
        self.begin_panic((0, 0), true);
        self.unwind()
    }

    /// Where the top frame stands, for stack traces.
    fn set_position(&mut self, pc: u32) {
        if let Some(frame) = self.g.frames.last_mut() {
            frame.pc = pc;
        }
    }

    /// Calls the next deferred function for the newest panic, or ends what it ends. Each turn takes a deferred call.
    fn unwind(&mut self) -> Flow {
        loop {
            let Some(deferred) = self.g.defers.pop() else {
                return self.no_defer_left();
            };
            let frames = self.g.frames.len() as u32;
            if let Some(panic) = self.g.panics.last_mut() {
                (panic.deferred, panic.owner) = (frames, deferred.frame);
            }
            match self.call_deferred(deferred.closure, FrameKind::PanicDefer) {
                Ok(()) => return Flow::Go,
                Err(fault) => {
                    if let Some(stand) = self.begin_fault(*fault) {
                        return Flow::Stop(stand);
                    }
                }
            }
        }
    }

    /// The newest panic has run all deferred calls.
    fn no_defer_left(&mut self) -> Flow {
        let Some(panic) = self.g.panics.last_mut() else {
            return Flow::Stop(Stand::Exit);
        };
        panic.deferred = NONE;
        if panic.goexit {
            self.g.goexited = true;
            return Flow::Stop(Stand::Exit);
        }
        if self
            .g
            .frames
            .iter()
            .any(|frame| frame.kind == FrameKind::PrintPanic)
        {
            return self.die_printing();
        }
        if versions::REPANIC_ONCE.is_in(self.env.program.go_minor) {
            self.mark_repanics();
        }
        self.ask_next()
    }

    /// Marks panics whose value is panicked with again.
    fn mark_repanics(&mut self) {
        for index in 1..self.g.panics.len() {
            let newer = self.g.panics.get(index).map(|panic| panic.value);
            if let Some(older) = self.g.panics.get_mut(index - 1)
                && !older.goexit
                && Some(older.value) == newer
            {
                older.repanicked = true;
            }
        }
    }

    /// Stands at the end of the program, with what there is to say about it.
    fn end(&mut self, reason: EndReason, detail: &str) -> Stand {
        self.g.detail = Some(detail.into());
        Stand::End(reason)
    }

    /// A panic value panicked when it was asked for its text.
    fn die_printing(&mut self) -> Flow {
        let text = self.panic_while_printing();
        Flow::Stop(self.end(EndReason::Fatal, &text))
    }

    fn panic_while_printing(&self) -> String {
        let text = PRINTING;
        let value = self.g.panics.last().map_or((0, 0), |panic| panic.value);
        let ty = value.0.wrapping_sub(1);
        if ty == u64::from(self.env.program.known.string.0)
            && let Some([addr, len]) = self.heap.words(value.1, 2)
            && let Some(bytes) = self.heap.string(self.env.program, *addr, *len)
        {
            return format!("{text}: {}", String::from_utf8_lossy(bytes));
        }
        let name = u32::try_from(ty)
            .ok()
            .and_then(|ty| self.rtype(ty))
            .map_or("?", |ty| ty.name.as_str());
        format!("{text}: type {name}")
    }

    /// Asks the newest panic value that has not been asked yet for its text; stands at the program's end when all have.
    fn ask_next(&mut self) -> Flow {
        let known = self.env.program.known;
        while let Some(panic) = self.g.panics.iter_mut().rev().find(|panic| !panic.asked) {
            panic.asked = true;
            let (ty, data) = panic.value;
            if panic.goexit || ty == 0 {
                continue;
            }
            let method = |name: Option<u16>| self.find_method(ty - 1, name?);
            let Some(func) = method(known.error_method).or_else(|| method(known.string_method))
            else {
                continue;
            };
            let top = self.g.stack.len();
            if let Err(fault) = self.enter(func, top, 0, FrameKind::PrintPanic) {
                match self.begin_fault(*fault) {
                    Some(stand) => return Flow::Stop(stand),
                    None => {
                        return self.die_printing();
                    }
                }
            }
            self.set(0, data);
            return Flow::Go;
        }
        Flow::Stop(Stand::End(EndReason::Panic))
    }

    /// `Error` or `String` of a panic value has returned; its frame is already gone.
    #[cold]
    pub fn panic_text_returned(&mut self, frame: Frame) -> Flow {
        let fp = frame.fp as usize;
        let text = match self.g.stack.get(fp..fp + 2) {
            Some(&[addr, len]) => Some((addr, len)),
            _ => None,
        };
        if let Some(panic) = self.g.panics.iter_mut().find(|panic| panic.asked) {
            panic.text = text;
        }
        self.back_to_panicking_frame();
        self.ask_next()
    }

    /// After a call that the panic made: the top frame is again the one that stands where it panicked.
    fn back_to_panicking_frame(&mut self) {
        self.reload();
        self.pc += 1;
        self.trim();
    }

    /// A deferred call made by the newest panic has returned; its frame is already gone.
    #[cold]
    pub fn panic_defer_returned(&mut self) -> Flow {
        let (recovered, owner) = self
            .g
            .panics
            .last()
            .map_or((false, 0), |panic| (panic.recovered, panic.owner));
        if let Some(panic) = self.g.panics.last_mut() {
            panic.deferred = NONE;
        }
        self.back_to_panicking_frame();
        if !recovered {
            return self.unwind();
        }
        // A panic raised in or above the frame that recovers is over with it; a Goexit is not, and goes on from where it was called.
        while let Some(panic) = self.g.panics.last() {
            if panic.depth <= owner {
                break;
            }
            if panic.goexit {
                let depth = panic.depth as usize;
                self.g.frames.truncate(depth);
                self.back_to_panicking_frame();
                return self.unwind();
            }
            self.g.panics.pop();
        }
        if self.g.panics.is_empty() {
            self.g.signal = None;
        }
        self.return_from_recovering_frame(owner)
    }

    /// Cuts the stack back to a frame and goes on at its epilogue.
    fn return_from_recovering_frame(&mut self, owner: u32) -> Flow {
        self.g.frames.truncate(owner as usize + 1);
        self.g.defers.retain(|deferred| deferred.frame <= owner);
        self.reload();
        self.trim();
        self.pc = self
            .env
            .program
            .functions
            .get(self.func as usize)
            .map_or(0, |function| function.epilogue as usize);
        Flow::Go
    }

    /// `dst(2) = recover()`: the newest panic's value if the running function is the deferred call it made, wrappers in between aside.
    pub fn recover(&mut self, dst: Reg) -> Done {
        let current = self.g.frames.len().saturating_sub(1);
        let called_directly = |deferred: u32| {
            let wrapper = |frame: &Frame| {
                self.env
                    .program
                    .functions
                    .get(frame.func as usize)
                    .is_some_and(|function| function.wrapper)
            };
            let frames = &self.g.frames;
            !frames.last().is_some_and(wrapper)
                && frames
                    .get(deferred as usize..current)
                    .is_some_and(|between| between.iter().all(wrapper))
        };
        let newest = self.g.panics.last();
        let value = match newest {
            Some(panic) if !panic.goexit && !panic.recovered && called_directly(panic.deferred) => {
                Some(panic.value)
            }
            _ => None,
        };
        if value.is_some()
            && let Some(panic) = self.g.panics.last_mut()
        {
            panic.recovered = true;
        }
        self.set_pair(dst, value.unwrap_or((0, 0)));
        Ok(())
    }
}

fn limit(kind: LimitKind) -> Stand {
    Stand::End(EndReason::Limit(kind))
}
