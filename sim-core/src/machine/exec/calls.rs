//! Calls and returns.
//!
//! The callee's window begins at the call's base inside the caller's, so arguments and results are not copied. A window's
//! registers beyond its parameters hold whatever was there: the lowering sets what it reads. After a return the stack ends with
//! the caller's window again.

use super::dispatch::Flow;
use super::{Cpu, Done};
use crate::bytecode::{Instr, Reg};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{EndReason, Frame, FrameKind, Stand};

impl Cpu<'_> {
    /// Enters a function whose first argument is at register `base`.
    #[inline]
    pub fn call(&mut self, func: u32, base: Reg) -> Done {
        self.enter(func, self.fp + base as usize, 0, FrameKind::Call)
    }

    /// Calls the closure in a register.
    #[inline]
    pub fn call_value(&mut self, f: Reg, base: Reg) -> Done {
        let closure = self.get(f);
        let func = self.closure_function(closure)?;
        self.enter(func, self.fp + base as usize, closure, FrameKind::Call)
    }

    /// The function of a closure object.
    #[inline]
    pub fn closure_function(&self, closure: u64) -> Result<u32, Box<Fault>> {
        if closure == 0 {
            return Err(Fault::Nil(0).into());
        }
        let func = self.heap.load(closure)?;
        if func >= self.env.program.functions.len() as u64 {
            return Err(Fault::Address(func).into());
        }
        Ok(func as u32)
    }

    /// Calls a method of the interface value in two registers.
    #[inline]
    pub fn call_method(&mut self, recv: Reg, method: u16, base: Reg) -> Done {
        let (ty, data) = self.pair(recv);
        if ty == 0 {
            return Err(Fault::Nil(0).into());
        }
        let Some(func) = self.find_method(ty - 1, method) else {
            return Err(Fault::Address(ty).into());
        };
        self.set(base, data);
        self.enter(func, self.fp + base as usize, 0, FrameKind::Call)
    }

    /// A method of a runtime type by name.
    #[inline]
    pub fn find_method(&self, ty: u64, method: u16) -> Option<u32> {
        let methods = &self.rtype(u32::try_from(ty).ok()?)?.methods;
        let found = methods
            .binary_search_by_key(&method, |entry| entry.name)
            .ok()?;
        methods.get(found).map(|entry| entry.func)
    }

    /// Pushes a frame whose registers start at `fp`, and goes on at its first instruction.
    #[inline]
    pub fn enter(&mut self, func: u32, fp: usize, closure: u64, kind: FrameKind) -> Done {
        let Some(function) = self.env.program.functions.get(func as usize) else {
            return Err(Fault::Address(u64::from(func)).into());
        };
        let end = fp + function.regs as usize;
        let limits = self.env.limits;
        if end > limits.stack_words || self.g.frames.len() >= limits.frames {
            return Err(Fault::StackOverflow.into());
        }
        let call = (self.pc as u32).saturating_sub(1);
        if let Some(frame) = self.g.frames.last_mut() {
            frame.pc = call;
        }
        if self.g.stack.len() < end {
            self.g.stack.resize(end);
        }
        self.g.frames.push(Frame {
            func,
            pc: 0,
            fp: fp as u32,
            kind,
            closure,
        });
        self.code = &function.code;
        self.func = func;
        self.pc = 0;
        self.fp = fp;
        Ok(())
    }

    /// Returns n words from register `src`.
    #[inline]
    pub fn ret(&mut self, src: Reg, n: u16) -> Flow {
        if self.g.frames.len() == 2 && self.ends_goroutine() {
            return self.stand_at_end();
        }
        let (from, n) = (self.fp + src as usize, n as usize);
        if src != 0 && from + n <= self.g.stack.len() {
            self.g.stack.copy_within(from..from + n, self.fp);
        }
        if self.g.frames.len() <= 1 {
            return self.stand_at_end();
        }
        let Some(frame) = self.g.frames.pop() else {
            return Flow::Stop(Stand::Exit);
        };
        match frame.kind {
            FrameKind::Call => {
                self.reload();
                self.pc += 1;
                self.trim();
                Flow::Go
            }
            FrameKind::Defer => {
                self.reload();
                self.trim();
                Flow::Go
            }
            FrameKind::PanicDefer => self.panic_defer_returned(),
            FrameKind::PrintPanic => self.panic_text_returned(frame),
        }
    }

    /// Ends the stack with the running frame's window. The window of a call that has returned may have ended before it.
    #[inline]
    pub fn trim(&mut self) {
        if let Some(function) = self.env.program.functions.get(self.func as usize) {
            self.g.stack.resize(self.fp + function.regs as usize);
        }
    }

    /// Whether the return of the second frame leads to the goroutine's end with nothing in between: below it is the compiler's entry
    /// function or go thunk, about to return.
    #[cold]
    fn ends_goroutine(&self) -> bool {
        let [bottom, top] = self.g.frames.as_slice() else {
            return false;
        };
        let function = self.env.program.functions.get(bottom.func as usize);
        function.is_some_and(|function| {
            let next = function.code.get(bottom.pc as usize + 1);
            function.wrapper
                && top.kind == FrameKind::Call
                && matches!(next, Some(Instr::Return { .. }))
        })
    }

    /// The goroutine's last function is about to return: its frame stays as it is, for its variables and position to be seen.
    #[cold]
    fn stand_at_end(&mut self) -> Flow {
        let pc = self.current().pc;
        if let Some(frame) = self.g.frames.last_mut() {
            frame.pc = pc;
        }
        let main = self.g.id.0 == 1;
        Flow::Stop(if main {
            Stand::End(EndReason::MainReturned)
        } else {
            Stand::Exit
        })
    }
}
