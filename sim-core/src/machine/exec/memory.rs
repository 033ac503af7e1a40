//! Allocation, the faults of addresses and bounds, and the invisible initialisation of fresh objects. Visible loads and stores are in
//! `visible.rs`, the computation of addresses in `window.rs`.

use super::{Cpu, Done};
use crate::bytecode::{FaultCode, Instr, RTypeId, Reg, SliceOf};
use crate::machine::fault::{self, Fault, SliceCheck};
use crate::machine::heap::ObjectKind;

impl Cpu<'_> {
    pub fn new_object(&mut self, dst: Reg, ty: u32) -> Done {
        let words = self.rtype(ty).map_or(1, |ty| ty.words);
        let site = self.site();
        let addr = self
            .heap
            .alloc(ObjectKind::Values, RTypeId(ty), words, 1, site)?;
        self.set(dst, addr);
        Ok(())
    }

    /// `dst = n` consecutive zero values of the type in the operand that follows.
    pub fn new_array(&mut self, dst: Reg, n: Reg) -> Done {
        let site = self.site();
        let Instr::TypeOperand { ty } = self.operand() else {
            return Err(Fault::Fatal("malformed allocation".to_string()).into());
        };
        let count = self.get(n);
        if (count as i64) < 0 {
            return Err(Fault::HeapLimit.into());
        }
        let words = self.rtype(ty).map_or(1, |ty| ty.words);
        let addr = self
            .heap
            .alloc(ObjectKind::Values, RTypeId(ty), words, count, site)?;
        self.set(dst, addr);
        Ok(())
    }

    /// The fault of an address computed from nil.
    #[cold]
    pub fn nil_address(&self) -> Done {
        Err(Fault::Address(0).into())
    }

    /// The fault of an index that is out of bounds.
    #[cold]
    pub fn out_of_bounds(&self, index: Reg, len: u64) -> Done {
        let unsigned = self.unsigned_bounds() != 0;
        Err(fault::index(self.get(index), len, unsigned).into())
    }

    pub fn slice_bounds(&mut self, kind: SliceOf, present: u8, a: Reg, b: Reg) -> Done {
        let check = SliceCheck {
            array_or_string: kind == SliceOf::ArrayOrString,
            lo: self.get(a) as i64,
            hi: self.get(a.wrapping_add(1)) as i64,
            hi_written: present & 2 != 0,
            max: (present & 4 != 0).then(|| self.get(a.wrapping_add(2)) as i64),
            cap: self.get(b) as i64,
            unsigned: 0,
        };
        self.in_bounds(check)
    }

    /// Faults unless all bounds are in order.
    pub fn in_bounds(&mut self, check: SliceCheck) -> Done {
        if fault::slice_in_bounds(&check) {
            return Ok(());
        }
        let unsigned = self.unsigned_bounds();
        match fault::slice_bounds(&SliceCheck { unsigned, ..check }) {
            None => Ok(()),
            Some(fault) => Err(fault.into()),
        }
    }

    /// Which of the bounds that the current instruction checks are unsigned.
    #[cold]
    pub fn unsigned_bounds(&self) -> u8 {
        let pc = self.current().pc;
        let function = self.env.program.functions.get(self.func as usize);
        let marks = function.map_or(&[][..], |function| &function.unsigned_bounds);
        let found = marks.binary_search_by_key(&pc, |mark| mark.0);
        found
            .ok()
            .and_then(|at| marks.get(at))
            .map_or(0, |mark| mark.1)
    }

    #[inline(always)]
    pub fn init(&mut self, a: Reg, off: u16, src: Reg) -> Done {
        let (addr, word) = (self.get(a).wrapping_add(u64::from(off)), self.get(src));
        match self.heap.word_mut(addr) {
            Some(cell) => {
                *cell = word;
                Ok(())
            }
            None => Err(Fault::Address(addr).into()),
        }
    }

    /// Writes the registers from `src` on; their number is in the operand that follows.
    pub fn init_n(&mut self, a: Reg, off: u16, src: Reg) -> Done {
        let n = match self.operand() {
            Instr::Stride { n } => n as usize,
            _ => 0,
        };
        let addr = self.get(a).wrapping_add(u64::from(off));
        let from = self.fp + src as usize;
        match (
            self.heap.words_mut(addr, n as u64),
            self.g.stack.get(from..from + n),
        ) {
            (Some(cells), Some(words)) => {
                cells.copy_from_slice(words);
                Ok(())
            }
            _ => Err(Fault::Address(addr).into()),
        }
    }

    /// An explicit fault of the lowering.
    pub fn fault(&mut self, code: FaultCode, a: Reg) -> Done {
        let fault = match code {
            FaultCode::Nil => Fault::Address(0),
            FaultCode::Range => fault::range_state(self.get(a)),
            FaultCode::SliceToArray => {
                let (have, want) = self.pair(a);
                let text = "cannot convert slice with length";
                Fault::Bounds(format!(
                    "{text} {have} to array or pointer to array with length {want}"
                ))
            }
        };
        Err(fault.into())
    }
}
