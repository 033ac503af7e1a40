//! Type assertions `x.(T)`, in both their forms, and the tests of a type switch.

use super::super::body::Body;
use super::super::body::after;
use crate::bytecode::{Instr, Reg};
use crate::check::typed::Expr;
use crate::check::types::{Type, TypeId};

impl<'p> Body<'_, 'p> {
    pub(super) fn type_assert(
        &mut self,
        e: &'p Expr,
        x: &'p Expr,
        to: TypeId,
        comma_ok: bool,
        dst: Option<Reg>,
    ) -> Reg {
        self.with_dst(e.ty, dst, |this, dst| {
            let a = this.value(x, None);
            this.pos = e.span.start;
            let words = this.words(to);
            let ok = if comma_ok {
                after(dst, words)
            } else {
                this.alloc(1)
            };
            let holds = this.label();
            // With comma-ok the result may lie over the operand only if it is written last.
            let a = if comma_ok { this.pin_regs(a, 2) } else { a };
            this.type_test(a, to, ok);
            this.jump_if(ok, holds);
            if comma_ok {
                let end = this.label();
                this.zero_regs(dst, words);
                this.jump(end);
                this.bind(holds);
                this.take_dynamic(a, to, dst);
                this.bind(end);
            } else {
                let (to16, iface) = (
                    this.unit.rtype16(to, e.span.start),
                    this.unit.rtype16(x.ty, e.span.start),
                );
                this.emit(Instr::AssertFail { a, to: to16, iface });
                this.bind(holds);
                this.take_dynamic(a, to, dst);
            }
        })
    }

    /// `dst` = whether the interface in `a` holds (or implements) type `to`.
    pub(in super::super) fn type_test(&mut self, a: Reg, to: TypeId, dst: Reg) {
        let pos = self.pos;
        let ty = self.unit.rtype16(to, pos);
        match self.unit.underlying(to) {
            Type::Interface(_) => self.emit(Instr::Implements { dst, a, ty }),
            _ => self.emit(Instr::IsType { dst, a, ty }),
        }
    }

    /// The value of type `to` inside interface `a`, which holds one.
    pub(in super::super) fn take_dynamic(&mut self, a: Reg, to: TypeId, dst: Reg) {
        let pos = self.pos;
        let ty = self.unit.rtype16(to, pos);
        match self.unit.underlying(to) {
            Type::Interface(_) => self.move_regs(dst, a, 2),
            _ if self.words(to) == 0 => {}
            _ => self.emit(Instr::Unbox { dst, a, ty }),
        }
    }
}
