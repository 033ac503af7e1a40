//! Jumps: plain, on a condition, and into a table.

use super::{Cpu, Done};
use crate::bytecode::{Reg, Target};

impl Cpu<'_> {
    #[inline(always)]
    pub fn jump(&mut self, to: Target) -> Done {
        self.pc = to as usize;
        Ok(())
    }

    #[inline(always)]
    pub fn jump_if(&mut self, cond: Reg, to: Target) -> Done {
        if self.get(cond) != 0 {
            self.pc = to as usize;
        }
        Ok(())
    }

    #[inline(always)]
    pub fn jump_if_not(&mut self, cond: Reg, to: Target) -> Done {
        if self.get(cond) == 0 {
            self.pc = to as usize;
        }
        Ok(())
    }

    /// Steps into the jump table behind the instruction.
    #[inline]
    pub fn switch(&mut self, index: Reg, n: u16) -> Done {
        self.pc += self.get(index).min(u64::from(n)) as usize;
        Ok(())
    }
}
