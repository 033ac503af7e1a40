//! `append` and `copy`.
//!
//! `s = append(s, x…)` on a slice in memory is done in place as the Go compiler does it (cmd/compile, ssagen `append`):
//! ```text
//! p, n, c := s.ptr, s.len, s.cap        n += k
//! if uint(n) > uint(c) { p, n, c = growslice(p, n, c, k);  s.cap = c;  s.ptr = p }
//! s.len = n
//! p[n-k] = x …
//! ```
//! so the new length is visible before the new element is. Everywhere else the elements are stored first and the header is the
//! expression's value. A spread append computes the new header, copies with the prelude's `slicecopy`, and is assigned afterwards.

use super::body::{Body, Label};
use super::place::Place;
use crate::bytecode::{APPENDED, Alu, Instr, Reg};
use crate::check::typed::{Expr, ExprKind};
use crate::check::types::TypeId;

/// Where the slice that grows is.
#[derive(Clone, Copy)]
enum Home {
    /// In registers; its buffer, if it has one, as in [`Body::buffers`].
    Value(Option<(Reg, u64)>),
    /// In memory, where the new pointer and capacity are written at once.
    Memory(Place),
}

impl<'p> Body<'_, 'p> {
    /// `append(s, args…)` as a value.
    pub(super) fn append(
        &mut self,
        e: &'p Expr,
        args: &'p [Expr],
        spread: bool,
        dst: Option<Reg>,
    ) -> Reg {
        let (Some((slice, more)), Some(elem)) = (args.split_first(), self.element_type(e.ty))
        else {
            return self.dst_or_alloc(dst, e.ty);
        };
        let dst = self.dst_or_alloc(dst, e.ty);
        self.block(|this| {
            args.iter().for_each(|arg| this.hoist(arg));
            match more {
                [from] if spread => this.append_spread(e, slice, from, elem, dst),
                _ => {
                    let values = this.append_values(more);
                    let header = this.alloc(3);
                    this.expr(slice, Some(header));
                    this.pos = e.span.start;
                    let buffer = this.take_buffer(slice);
                    this.grow_for(header, more.len() as u64, e.ty, Home::Value(buffer));
                    this.append_store(header, more, &values, elem);
                    this.move_regs(dst, header, 3);
                }
            }
        });
        dst
    }

    /// `place = append(place, args…)` where the place is in memory.
    pub(super) fn append_in_place(&mut self, e: &'p Expr, place: Place, more: &'p [Expr]) {
        let Some(elem) = self.element_type(e.ty) else {
            return;
        };
        self.block(|this| {
            let values = this.append_values(more);
            let header = this.alloc(3);
            this.load_words(place, 3, header);
            this.pos = e.span.start;
            this.grow_for(header, more.len() as u64, e.ty, Home::Memory(place));
            this.store_word(place, 1, header + 1);
            this.append_store(header, more, &values, elem);
        });
    }

    /// Values to append that must be computed before the slice is touched: all but constants and variables, which are read last.
    fn append_values(&mut self, more: &'p [Expr]) -> Vec<Option<Reg>> {
        let is_name = |value: &Expr| {
            matches!(
                value.kind,
                ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Const(_)
            )
        };
        more.iter()
            .map(|value| (!is_name(value)).then(|| self.expr(value, None)))
            .collect()
    }

    /// The buffer of a slice variable, at the first append to it in the text.
    fn take_buffer(&mut self, slice: &Expr) -> Option<(Reg, u64)> {
        match slice.kind {
            ExprKind::Local(id) => self.buffers.remove(&id),
            _ => None,
        }
    }

    /// An array in the function's own frame in place of one from the heap, if the slice is empty and the buffer not in use.
    fn use_buffer(
        &mut self,
        header: Reg,
        count: u64,
        elem: TypeId,
        used: Reg,
        elems: u64,
    ) -> Label {
        let (heap, done, mark) = (self.label(), self.label(), self.mark());
        let cond = self.alloc(1);
        self.alu_imm(Alu::Eq, cond, header + 1, count);
        self.jump_if_not(cond, heap);
        self.jump_if(used, heap);
        self.int(used, 1);
        self.int(header + 2, elems);
        self.new_array(header, header + 2, elem);
        self.release(mark);
        self.jump(done);
        self.bind(heap);
        done
    }

    /// Adds `count` to the length of the header and lets the slice grow where its capacity is exceeded. From there to the end of the block
    /// inspection knows the header: the array may be new and nothing else lead to it yet.
    fn grow_for(&mut self, header: Reg, count: u64, slice: TypeId, home: Home) {
        let Some(elem) = self.element_type(slice) else {
            return;
        };
        let (over, fits) = (self.alloc(1), self.label());
        self.alu_imm(Alu::Add, header + 1, header + 1, count);
        self.emit(Instr::Alu {
            op: Alu::LtU,
            dst: over,
            a: header + 2,
            b: header + 1,
        });
        self.jump_if_not(over, fits);
        let done = match home {
            Home::Value(Some((used, elems))) if count <= elems => {
                Some(self.use_buffer(header, count, elem, used, elems))
            }
            _ => None,
        };
        let mark = self.mark();
        let base = self.alloc(4);
        self.move_regs(base, header, 3);
        self.int(base + 3, count);
        self.call_runtime("growslice", &[elem], base);
        self.move_regs(header, base, 3);
        self.hidden_var(APPENDED, slice, header);
        if let Home::Memory(place) = home {
            self.store_word(place, 2, header + 2);
            self.store_word(place, 0, header);
        }
        self.release(mark);
        done.into_iter().for_each(|done| self.bind(done));
        self.bind(fits);
    }

    /// Stores the values behind the old end.
    fn append_store(
        &mut self,
        header: Reg,
        more: &'p [Expr],
        values: &[Option<Reg>],
        elem: TypeId,
    ) {
        if more.is_empty() {
            return;
        }
        let (stride, pos) = (self.words(elem), self.pos);
        // All values are read before any is stored.
        let regs: Vec<Reg> = more
            .iter()
            .zip(values)
            .map(|(value, reg)| match reg {
                Some(reg) => *reg,
                None => self.expr(value, None),
            })
            .collect();
        let first = self.alloc(1);
        self.alu_imm(Alu::Sub, first, header + 1, more.len() as u64);
        let addr = self.elem_addr(header, first, elem);
        let mut place = Place::known(addr, pos);
        for reg in regs {
            self.store_place(place, elem, reg);
            place = place.offset(stride, 0);
        }
    }

    /// `append(s, from...)`; `from` may be a string.
    fn append_spread(
        &mut self,
        e: &'p Expr,
        slice: &'p Expr,
        from: &'p Expr,
        elem: TypeId,
        dst: Reg,
    ) {
        let from_reg = self.expr(from, None);
        let header = self.alloc(3);
        self.expr(slice, Some(header));
        self.pos = e.span.start;
        let (old_len, over, fits) = (self.alloc(1), self.alloc(1), self.label());
        self.move_regs(old_len, header + 1, 1);
        self.emit(Instr::Alu {
            op: Alu::Add,
            dst: header + 1,
            a: old_len,
            b: from_reg + 1,
        });
        self.emit(Instr::Alu {
            op: Alu::LtU,
            dst: over,
            a: header + 2,
            b: header + 1,
        });
        self.jump_if_not(over, fits);
        let mark = self.mark();
        let base = self.alloc(4);
        self.move_regs(base, header, 3);
        self.move_regs(base + 3, from_reg + 1, 1);
        self.call_runtime("growslice", &[elem], base);
        self.move_regs(header, base, 3);
        self.hidden_var(APPENDED, e.ty, header);
        self.release(mark);
        self.bind(fits);
        // The new elements go into the window behind the old end.
        let base = self.alloc(6);
        let n = self.words(elem);
        self.emit(Instr::ElemAddr {
            dst: base,
            a: header,
            index: old_len,
        });
        self.emit(Instr::Stride { n });
        self.move_regs(base + 1, from_reg + 1, 1);
        self.move_regs(base + 2, from_reg + 1, 1);
        self.copy_call(base, from_reg, from.ty, elem);
        self.move_regs(dst, header, 3);
        self.release(mark);
    }

    /// Calls the prelude's copy with the destination header at `base`.
    fn copy_call(&mut self, base: Reg, from: Reg, from_ty: TypeId, elem: TypeId) {
        if self.is_string(from_ty) {
            self.move_regs(base + 3, from, 2);
            self.call_plain_runtime("slicecopystring", base);
        } else {
            self.move_regs(base + 3, from, 3);
            self.call_runtime("slicecopy", &[elem], base);
        }
    }

    /// `copy(to, from)`.
    pub(super) fn copy_builtin(
        &mut self,
        e: &'p Expr,
        to: &'p Expr,
        from: &'p Expr,
        dst: Option<Reg>,
    ) -> Reg {
        let Some(elem) = self.element_type(to.ty) else {
            return self.dst_or_alloc(dst, e.ty);
        };
        self.with_dst(e.ty, dst, |this, dst| {
            this.hoist(to);
            this.hoist(from);
            let from_reg = this.expr(from, None);
            let base = this.alloc(6);
            this.expr(to, Some(base));
            this.pos = e.span.start;
            this.copy_call(base, from_reg, from.ty, elem);
            this.move_regs(dst, base, 1);
        })
    }
}
