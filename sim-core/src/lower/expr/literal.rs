//! Composite literals, in registers and as new objects.

use super::super::body::Body;
use super::super::body::after;
use crate::bytecode::{Instr, Reg};
use crate::check::typed::{Conv, Expr, ExprKind};
use crate::check::types::{Type, TypeId};

impl<'p> Body<'_, 'p> {
    pub(super) fn struct_lit(
        &mut self,
        ty: TypeId,
        fields: &'p [(usize, Expr)],
        dst: Option<Reg>,
    ) -> Reg {
        self.with_dst(ty, dst, |this, dst| {
            if let Type::Struct(all) = this.unit.underlying(ty)
                && fields.len() < all.len()
            {
                let words = this.words(ty);
                this.zero_regs(dst, words);
            }
            for (index, value) in fields {
                let (offset, _) = this.unit.layouts.field(this.unit.types, ty, *index);
                this.expr(value, Some(after(dst, offset)));
            }
        })
    }

    pub(super) fn array_lit(
        &mut self,
        ty: TypeId,
        elems: &'p [(u64, Expr)],
        len: u64,
        dst: Option<Reg>,
    ) -> Reg {
        let stride = self.element_words(ty);
        self.with_dst(ty, dst, |this, dst| {
            if (elems.len() as u64) < len {
                let words = this.words(ty);
                this.zero_regs(dst, words);
            }
            for (index, value) in elems {
                let at = words_at(*index, stride);
                this.expr(value, Some(after(dst, at)));
            }
        })
    }

    /// Words of an element of an array or slice type.
    pub(in super::super) fn element_words(&self, ty: TypeId) -> u32 {
        self.element_type(ty).map_or(0, |elem| self.words(elem))
    }

    /// Element type of an array, slice, map, channel or pointer type.
    pub(in super::super) fn element_type(&self, ty: TypeId) -> Option<TypeId> {
        match self.unit.underlying(ty) {
            Type::Array(elem, _)
            | Type::Slice(elem)
            | Type::Pointer(elem)
            | Type::Chan(_, elem)
            | Type::Map(_, elem) => Some(*elem),
            _ => None,
        }
    }

    pub(super) fn slice_lit(
        &mut self,
        e: &'p Expr,
        elems: &'p [(u64, Expr)],
        len: u64,
        dst: Option<Reg>,
    ) -> Reg {
        let Some(elem) = self.element_type(e.ty) else {
            return self.dst_or_alloc(dst, e.ty);
        };
        let fresh = dst.is_none();
        self.with_dst(e.ty, dst, |this, dst| {
            this.pos = e.span.start;
            // The elements may read the variable that `dst` belongs to: then the header is written when they are in place.
            let header = if fresh { dst } else { this.alloc(3) };
            let (ptr, count) = (header, header + 1);
            this.int(count, len);
            this.new_array(ptr, count, elem);
            let stride = this.words(elem);
            for (index, value) in elems {
                let off = words_at(*index, stride);
                this.init_object(ptr, off, value);
            }
            this.move_regs(header + 2, count, 1);
            this.move_regs(dst, header, 3);
        })
    }

    /// Allocates `count` (register) zeroed elements.
    pub(in super::super) fn new_array(&mut self, dst: Reg, count: Reg, elem: TypeId) {
        let ty = self.unit.rtype(elem);
        self.emit(Instr::NewArray { dst, n: count });
        self.emit(Instr::TypeOperand { ty });
    }

    /// Writes the value of `e` into a new, zeroed object at `addr` plus `off` words.
    pub(in super::super) fn init_object(&mut self, addr: Reg, off: u32, e: &'p Expr) {
        if self.hoisted_value(e).is_some() {
            return self.init_value(addr, off, e);
        }
        match &e.kind {
            ExprKind::Zero => {}
            ExprKind::Convert {
                x,
                conv: Conv::Same,
            } => self.init_object(addr, off, x),
            ExprKind::StructLit(fields) => {
                for (index, value) in fields {
                    let (at, _) = self.unit.layouts.field(self.unit.types, e.ty, *index);
                    self.init_object(addr, off.saturating_add(at), value);
                }
            }
            ExprKind::ArrayLit { elems, .. } => {
                let stride = self.element_words(e.ty);
                for (index, value) in elems {
                    let at = words_at(*index, stride);
                    self.init_object(addr, off.saturating_add(at), value);
                }
            }
            _ => self.init_value(addr, off, e),
        }
    }

    fn init_value(&mut self, addr: Reg, off: u32, e: &'p Expr) {
        let mark = self.mark();
        let words = self.words(e.ty);
        let src = self.expr(e, None);
        self.init_words(addr, off, src, words);
        self.release(mark);
    }
}

/// Offset of element `index` in words.
fn words_at(index: u64, stride: u32) -> u32 {
    u32::try_from(index.saturating_mul(u64::from(stride))).unwrap_or(u32::MAX)
}
