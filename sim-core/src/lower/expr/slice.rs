//! Slice expressions `x[lo:hi:max]`.

use super::super::body::Body;
use crate::bytecode::{Alu, Instr, Reg, SliceOf};
use crate::check::typed::Expr;
use crate::check::types::{Type, TypeId};

impl<'p> Body<'_, 'p> {
    pub(super) fn slice_expr(
        &mut self,
        e: &'p Expr,
        x: &'p Expr,
        bounds: [Option<&'p Expr>; 3],
        dst: Option<Reg>,
    ) -> Reg {
        self.hoist(x);
        bounds.iter().flatten().for_each(|bound| self.hoist(bound));
        self.pos = e.span.start;
        match self.unit.underlying(x.ty) {
            Type::Slice(elem) => self.with_dst(e.ty, dst, |this, dst| {
                let s = this.expr(x, None);
                this.slice_window(e, *elem, SliceOf::Slice, [s, s + 1, s + 2], bounds, dst);
            }),
            Type::Array(elem, len) => self.with_dst(e.ty, dst, |this, dst| {
                let place = this.place(x);
                let ptr = this.address_of(place, None);
                let len = this.int_reg(*len);
                this.slice_window(
                    e,
                    *elem,
                    SliceOf::ArrayOrString,
                    [ptr, len, len],
                    bounds,
                    dst,
                );
            }),
            _ => self.with_dst(e.ty, dst, |this, dst| {
                let s = this.expr(x, None);
                let window = this.alloc(2);
                this.bound(bounds[0], window, None);
                this.bound(bounds[1], window + 1, Some(s + 1));
                this.pos = e.span.start;
                let unsigned = this.unsigned_bits(&bounds);
                this.unsigned_bounds(unsigned);
                this.emit(Instr::StrSlice { dst, s, lo: window });
            }),
        }
    }

    /// A bound, or its default: zero or the given register.
    fn bound(&mut self, bound: Option<&'p Expr>, to: Reg, default: Option<Reg>) {
        match (bound, default) {
            (Some(bound), _) => {
                self.expr(bound, Some(to));
            }
            (None, Some(default)) => self.move_regs(to, default, 1),
            (None, None) => self.int(to, 0),
        }
    }

    /// Which bounds are of unsigned types.
    fn unsigned_bits(&self, bounds: &[Option<&'p Expr>; 3]) -> u8 {
        let unsigned = bounds.map(|bound| bound.is_some_and(|bound| self.is_unsigned(bound)));
        unsigned
            .iter()
            .rev()
            .fold(0, |bits, bit| bits << 1 | u8::from(*bit))
    }

    /// The header of the window `bounds` of a backing array given by (pointer, length, capacity).
    fn slice_window(
        &mut self,
        e: &'p Expr,
        elem: TypeId,
        kind: SliceOf,
        of: [Reg; 3],
        bounds: [Option<&'p Expr>; 3],
        dst: Reg,
    ) {
        let [ptr, len, cap] = of;
        let window = self.alloc(3);
        self.bound(bounds[0], window, None);
        self.bound(bounds[1], window + 1, Some(len));
        self.bound(bounds[2], window + 2, Some(cap));
        let present = bounds.iter().enumerate().fold(0u8, |bits, (bit, bound)| {
            bits | u8::from(bound.is_some()) << bit
        });
        self.pos = e.span.start;
        if present != 0 {
            let unsigned = self.unsigned_bits(&bounds);
            self.unsigned_bounds(unsigned);
            self.emit(Instr::SliceBounds {
                kind,
                present,
                a: window,
                b: cap,
            });
        }
        if bounds[0].is_none() {
            self.move_regs(dst, ptr, 1);
            self.move_regs(dst + 1, window + 1, 2);
            return;
        }
        let header = self.alloc(3);
        self.emit(Instr::Alu {
            op: Alu::Sub,
            dst: header + 1,
            a: window + 1,
            b: window,
        });
        self.emit(Instr::Alu {
            op: Alu::Sub,
            dst: header + 2,
            a: window + 2,
            b: window,
        });
        self.move_regs(header, ptr, 1);
        // As in Go, an empty window at the very end keeps the old pointer instead of pointing past the array.
        let n = self.words(elem);
        let end = self.label();
        self.jump_if_not(header + 2, end);
        self.emit(Instr::ElemAddr {
            dst: header,
            a: ptr,
            index: window,
        });
        self.emit(Instr::Stride { n });
        self.bind(end);
        self.move_regs(dst, header, 3);
    }
}
