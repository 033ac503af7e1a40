//! Loading from, storing to and pointing at a place once it is known.

use super::super::body::{FRAME_WORDS_MAX, after};
use super::Place;
use crate::bytecode::{Alu, Instr, Reg, SyncOp, Wrap};
use crate::check::types::TypeId;
use crate::lower::body::Body;

impl<'p> Body<'_, 'p> {
    /// Loads a value; without `dst` a value in registers is not copied.
    pub(in crate::lower) fn load_place(
        &mut self,
        place: Place,
        ty: TypeId,
        dst: Option<Reg>,
    ) -> Reg {
        let words = self.words(ty);
        match (place, dst) {
            (Place::Regs(src), None) => src,
            (Place::Regs(src), Some(dst)) => {
                self.move_regs(dst, src, words);
                dst
            }
            (Place::RegsAt { base, index }, dst) => {
                let dst = dst.unwrap_or_else(|| self.alloc(words));
                self.get_at(dst, base, index, words)
            }
            (Place::Memory { .. }, dst) => {
                let dst = dst.unwrap_or_else(|| self.alloc(words));
                self.load_words(place, words, dst);
                dst
            }
        }
    }

    fn get_at(&mut self, dst: Reg, base: Reg, index: Reg, words: u32) -> Reg {
        // The result may lie over the index (`i = a[i]` with a struct around them): words above the first would be lost.
        let index = if words > 1 {
            self.pin_regs(index, 1)
        } else {
            index
        };
        for word in 0..words.min(FRAME_WORDS_MAX) as Reg {
            self.emit(Instr::GetAt {
                dst: dst + word,
                base: base + word,
                index,
            });
            self.emit(Instr::Stride { n: 1 });
        }
        dst
    }

    /// Loads the first `words` words of a place into `dst..`.
    pub(in crate::lower) fn load_words(&mut self, place: Place, words: u32, dst: Reg) {
        match place {
            Place::Regs(src) => self.move_regs(dst, src, words),
            Place::RegsAt { base, index } => {
                self.get_at(dst, base, index, words);
            }
            Place::Memory {
                addr,
                off,
                bytes,
                pos,
                safe,
            } => {
                let overlaps = words > 1 && (dst..after(dst, words)).contains(&addr);
                let mark = self.mark();
                let addr = match overlaps {
                    true => {
                        let copy = self.alloc(1);
                        self.move_regs(copy, addr, 1);
                        copy
                    }
                    false => addr,
                };
                self.pos = pos;
                if words == 0 && !safe {
                    self.note_fault(bytes);
                    self.emit(Instr::NilCheck { a: addr });
                }
                for word in 0..words.min(FRAME_WORDS_MAX) {
                    let (a, off) = self.short_offset(addr, off, word, safe);
                    self.note_fault(bytes + 8 * u64::from(word));
                    self.emit(Instr::Load {
                        dst: after(dst, word),
                        a,
                        off,
                    });
                }
                self.release(mark);
            }
        }
    }

    /// Loads word `word` of a place only.
    pub(in crate::lower) fn load_word(&mut self, place: Place, word: u32, dst: Option<Reg>) -> Reg {
        let part = place.offset(word, 8 * u64::from(word));
        if let (Place::Regs(reg), None) = (part, dst) {
            return reg;
        }
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        self.load_words(part, 1, dst);
        dst
    }

    /// Stores the value in `src..`.
    pub(in crate::lower) fn store_place(&mut self, place: Place, ty: TypeId, src: Reg) {
        let words = self.words(ty);
        match place {
            Place::Regs(dst) => self.move_regs(dst, src, words),
            Place::RegsAt { base, index } => {
                for word in 0..words.min(FRAME_WORDS_MAX) as Reg {
                    self.emit(Instr::SetAt {
                        base: base + word,
                        index,
                        src: src + word,
                    });
                    self.emit(Instr::Stride { n: 1 });
                }
            }
            Place::Memory {
                addr,
                bytes,
                pos,
                safe,
                ..
            } => {
                self.pos = pos;
                if words == 0 && !safe {
                    self.note_fault(bytes);
                    self.emit(Instr::NilCheck { a: addr });
                }
                match self.unit.layouts.store_order(self.unit.types, ty) {
                    Some(order) => order
                        .into_iter()
                        .for_each(|word| self.store_word(place, word, after(src, word))),
                    None => (0..words.min(FRAME_WORDS_MAX))
                        .for_each(|word| self.store_word(place, word, after(src, word))),
                }
            }
        }
    }

    /// Copies a large value from memory to memory in one transition.
    pub(in crate::lower) fn copy_place(&mut self, to: Place, from: Place, ty: TypeId) {
        let words = self.words(ty);
        let base = self.alloc(3);
        self.address_of(from, Some(base + 1));
        self.address_of(to, Some(base));
        self.int(base + 2, u64::from(words));
        self.emit(Instr::Sync {
            op: SyncOp::Copy,
            kind: Wrap::U64,
            base,
        });
    }

    /// Stores one word of a value in memory or in registers.
    pub(in crate::lower) fn store_word(&mut self, place: Place, word: u32, src: Reg) {
        match place {
            Place::Memory {
                addr,
                off,
                bytes,
                pos,
                safe,
            } => {
                self.pos = pos;
                let (a, off) = self.short_offset(addr, off, word, safe);
                self.note_fault(bytes + 8 * u64::from(word));
                self.emit(Instr::Store { a, off, src });
            }
            Place::Regs(dst) => self.move_regs(after(dst, word), src, 1),
            Place::RegsAt { base, index } => {
                self.emit(Instr::SetAt {
                    base: after(base, word),
                    index,
                    src,
                });
                self.emit(Instr::Stride { n: 1 });
            }
        }
    }

    /// An address register and an offset that fits the instruction.
    fn short_offset(&mut self, addr: Reg, off: u32, word: u32, safe: bool) -> (Reg, u16) {
        let whole = off.saturating_add(word);
        if let Ok(off) = u16::try_from(whole) {
            return (addr, off);
        }
        if !safe {
            self.emit(Instr::NilCheck { a: addr });
        }
        let far = self.alloc(1);
        self.alu_imm(Alu::Add, far, addr, u64::from(whole));
        (far, 0)
    }

    /// Initialises n words of an object that nobody else knows yet.
    pub(in crate::lower) fn init_words(&mut self, addr: Reg, off: u32, src: Reg, n: u32) {
        if n == 0 {
            return;
        }
        let (a, off) = self.short_offset(addr, off, 0, true);
        if n == 1 {
            self.emit(Instr::Init { a, off, src });
        } else {
            self.emit(Instr::InitN { a, off, src });
            self.emit(Instr::Stride { n });
        }
    }

    /// The address of a place in memory, as a value. Computing the address of a field through a nil pointer faults.
    pub(in crate::lower) fn address_of(&mut self, place: Place, dst: Option<Reg>) -> Reg {
        let Place::Memory {
            addr,
            off,
            bytes,
            pos,
            safe,
        } = place
        else {
            self.fail("internal error: address of a register");
            return 0;
        };
        self.pos = pos;
        if off == 0 && safe {
            return match dst {
                Some(dst) => {
                    self.move_regs(dst, addr, 1);
                    dst
                }
                None => addr,
            };
        }
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        match u16::try_from(off) {
            Ok(off) => {
                self.note_fault(bytes);
                self.emit(Instr::FieldAddr { dst, a: addr, off });
            }
            Err(_) => {
                self.emit(Instr::NilCheck { a: addr });
                self.alu_imm(Alu::Add, dst, addr, u64::from(off));
            }
        }
        dst
    }
}
