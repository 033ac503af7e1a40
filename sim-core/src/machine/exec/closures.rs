//! Closures and deferred calls.
//!
//! A closure object holds the function's index and then the captured words. The lowering wraps every deferred call in a closure
//! without parameters.

use super::dispatch::Flow;
use super::{Cpu, Done};
use crate::bytecode::{Instr, RTypeId, Reg};
use crate::machine::fault::Fault;
use crate::machine::goroutine::{Deferred, FrameKind};
use crate::machine::heap::ObjectKind;

impl Cpu<'_> {
    /// Makes a closure over n words from `src`; the function is in the operand that follows.
    pub fn closure(&mut self, dst: Reg, src: Reg, n: u16) -> Done {
        let site = self.site();
        let func = match self.operand() {
            Instr::ClosureFunc { func } => u64::from(func),
            _ => return Err(Fault::Fatal("malformed closure".to_string()).into()),
        };
        let addr = self
            .heap
            .alloc(ObjectKind::Closure, RTypeId(0), u32::from(n) + 1, 1, site)?;
        let from = self.fp + src as usize;
        if let Some(cells) = self.heap.words_mut(addr, u64::from(n) + 1)
            && let Some((first, captured)) = cells.split_first_mut()
            && let Some(words) = self.g.stack.get(from..from + n as usize)
        {
            *first = func;
            captured.copy_from_slice(words);
        }
        self.set(dst, addr);
        Ok(())
    }

    /// `dst.. = captured words index..` of the running closure.
    #[inline]
    pub fn captured(&mut self, dst: Reg, index: u16, n: u16) -> Done {
        let closure = self.g.frames.last().map_or(0, |frame| frame.closure);
        let addr = closure.wrapping_add(1 + u64::from(index));
        if n == 1 {
            let word = self.heap.load(addr)?;
            self.set(dst, word);
            return Ok(());
        }
        let to = self.fp + dst as usize;
        let Some(words) = self.heap.words(addr, u64::from(n)) else {
            return Err(Fault::Address(addr).into());
        };
        if let Some(regs) = self.g.stack.get_mut(to..to + n as usize) {
            regs.copy_from_slice(words);
        }
        Ok(())
    }

    /// Defers a call. A nil function faults when it is called, not here.
    pub fn defer(&mut self, f: Reg) -> Done {
        let closure = self.get(f);
        let frame = self.g.frames.len().saturating_sub(1) as u32;
        if self.g.defers.len() >= self.env.limits.frames {
            return Err(Fault::HeapLimit.into());
        }
        self.g.defers.push(Deferred { frame, closure });
        Ok(())
    }

    /// `dst = ` goroutine and frame of the running function, which is where a loop's body defers to.
    pub fn defer_token(&mut self, dst: Reg) -> Done {
        let frame = self.g.frames.len().saturating_sub(1) as u64;
        let token = u64::from(self.g.id.0) << 32 | frame;
        self.set(dst, token);
        Ok(())
    }

    /// Defers a call to the end of a frame below: above that frame's other deferred calls, below those of the iterators.
    pub fn defer_at(&mut self, f: Reg, token: Reg) -> Done {
        let (closure, token) = (self.get(f), self.get(token));
        let frame = token as u32;
        if token >> 32 != u64::from(self.g.id.0) {
            let text = "Weft does not support defer in the body of a loop that its iterator calls in another goroutine";
            return Err(Fault::Fatal(text.to_string()).into());
        }
        if self.g.defers.len() >= self.env.limits.frames {
            return Err(Fault::HeapLimit.into());
        }
        let at = self
            .g
            .defers
            .partition_point(|deferred| deferred.frame <= frame);
        self.g.defers.insert(at, Deferred { frame, closure });
        Ok(())
    }

    /// Calls the newest deferred function of this frame and comes back to this instruction, until there is none.
    pub fn run_defers(&mut self) -> Done {
        let frame = self.g.frames.len().saturating_sub(1) as u32;
        match self.g.defers.last() {
            Some(deferred) if deferred.frame == frame => {
                let closure = deferred.closure;
                self.g.defers.pop();
                self.call_deferred(closure, FrameKind::Defer)
            }
            _ => Ok(()),
        }
    }

    /// Calls a deferred closure above everything on the stack.
    pub fn call_deferred(&mut self, closure: u64, kind: FrameKind) -> Done {
        let func = self.closure_function(closure)?;
        let top = self.g.stack.len();
        self.enter(func, top, closure, kind)
    }

    /// `panic(v)`.
    pub fn panic(&mut self, a: Reg) -> Flow {
        let value = self.pair(a);
        self.start_panic(value)
    }
}
