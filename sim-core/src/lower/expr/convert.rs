//! Conversions: between numbers, to interfaces, from slices to arrays, and those that a function of the runtime does.

use super::super::body::Body;
use super::arith::Num;
use crate::bytecode::{Alu, FaultCode, Instr, Reg, Unary, Wrap};
use crate::check::typed::{Conv, Expr, ExprKind};
use crate::check::types::{Basic, Type, TypeId};

impl<'p> Body<'_, 'p> {
    pub(super) fn convert(
        &mut self,
        e: &'p Expr,
        x: &'p Expr,
        conv: Conv,
        dst: Option<Reg>,
    ) -> Reg {
        match conv {
            Conv::Same | Conv::InterfaceToInterface | Conv::Unsafe => self.expr(x, dst),
            // Nothing to compute: the value may stay where it is.
            Conv::Numeric if keeps(self.num(x.ty), self.num(e.ty)) => self.expr(x, dst),
            Conv::Numeric => self.with_dst(e.ty, dst, |this, dst| {
                let a = this.expr(x, None);
                this.pos = e.span.start;
                this.convert_number(x.ty, e.ty, a, dst);
            }),
            Conv::ToInterface => self.with_dst(e.ty, dst, |this, dst| {
                let src = this.expr(x, None);
                this.pos = e.span.start;
                this.make_iface(x.ty, src, dst);
            }),
            Conv::IntToString => self.convert_by_call(e, x, "intstring", dst),
            Conv::BytesToString => self.convert_by_call(e, x, "slicebytetostring", dst),
            Conv::RunesToString => self.convert_by_call(e, x, "slicerunetostring", dst),
            Conv::StringToBytes if matches!(x.kind, ExprKind::Const(_)) => {
                self.convert_by_call(e, x, "constslicebyte", dst)
            }
            Conv::StringToBytes => self.convert_by_call(e, x, "stringtoslicebyte", dst),
            Conv::StringToRunes => self.convert_by_call(e, x, "stringtoslicerune", dst),
            Conv::SliceToArray | Conv::SliceToArrayPtr => self.slice_to_array(e, x, conv, dst),
        }
    }

    /// Makes an interface of the value of type `ty` in `src..`.
    pub(in super::super) fn make_iface(&mut self, ty: TypeId, src: Reg, dst: Reg) {
        let pos = self.pos;
        let ty = self.unit.rtype16(ty, pos);
        self.emit(Instr::MakeIface { dst, src, ty });
    }

    fn convert_by_call(
        &mut self,
        e: &'p Expr,
        x: &'p Expr,
        name: &'static str,
        dst: Option<Reg>,
    ) -> Reg {
        let mark = self.mark();
        let words = self.words(x.ty).max(self.words(e.ty));
        let base = self.alloc(words);
        self.value(x, Some(base));
        self.pos = e.span.start;
        self.call_plain_runtime(name, base);
        self.take_result(mark, base, e.ty, dst)
    }

    /// Converts between integer, float and complex types.
    fn convert_number(&mut self, from: TypeId, to: TypeId, a: Reg, dst: Reg) {
        let (from, to) = (self.num(from), self.num(to));
        match (from, to) {
            (Num::Signed(_) | Num::Unsigned(_), Num::Signed(_) | Num::Unsigned(_)) => {
                self.convert_int(to, a, dst)
            }
            (Num::Signed(_) | Num::Unsigned(_), _) => {
                let wide = from == Num::Unsigned(Wrap::U64);
                let op = match (wide, to) {
                    (false, Num::F64) => Unary::I64ToF64,
                    (true, Num::F64) => Unary::U64ToF64,
                    (false, _) => Unary::I64ToF32,
                    (true, _) => Unary::U64ToF32,
                };
                self.emit(Instr::Unary { op, dst, a });
            }
            (Num::F64 | Num::F32, Num::Signed(_) | Num::Unsigned(_)) => {
                let wide = to == Num::Unsigned(Wrap::U64);
                let op = match (from, wide) {
                    (Num::F64, false) => Unary::F64ToI64,
                    (Num::F64, true) => Unary::F64ToU64,
                    (_, false) => Unary::F32ToI64,
                    (_, true) => Unary::F32ToU64,
                };
                self.emit(Instr::Unary { op, dst, a });
                self.wrap(to, dst);
            }
            (Num::C128, Num::C64) => self.convert_parts(Unary::F64ToF32, a, dst),
            (Num::C64, Num::C128) => self.convert_parts(Unary::F32ToF64, a, dst),
            (Num::C64, Num::C64) | (Num::C128, Num::C128) => self.move_regs(dst, a, 2),
            (Num::F64, Num::F32) => self.emit(Instr::Unary {
                op: Unary::F64ToF32,
                dst,
                a,
            }),
            (Num::F32, Num::F64) => self.emit(Instr::Unary {
                op: Unary::F32ToF64,
                dst,
                a,
            }),
            _ => self.move_regs(dst, a, 1),
        }
    }

    fn convert_parts(&mut self, op: Unary, a: Reg, dst: Reg) {
        self.emit(Instr::Unary { op, dst, a });
        self.emit(Instr::Unary {
            op,
            dst: dst + 1,
            a: a + 1,
        });
    }

    fn convert_int(&mut self, to: Num, a: Reg, dst: Reg) {
        let (Num::Signed(kind) | Num::Unsigned(kind)) = to else {
            return;
        };
        self.emit(Instr::Wrap { kind, dst, a });
    }

    fn slice_to_array(&mut self, e: &'p Expr, x: &'p Expr, conv: Conv, dst: Option<Reg>) -> Reg {
        let array = match (conv, self.unit.underlying(e.ty)) {
            (Conv::SliceToArrayPtr, Type::Pointer(array)) => *array,
            _ => e.ty,
        };
        let Type::Array(_, len) = self.unit.underlying(array) else {
            self.fail("internal error: conversion of a slice to no array");
            return self.expr(x, dst);
        };
        self.with_dst(e.ty, dst, |this, dst| {
            let slice = this.expr(x, None);
            this.pos = e.span.start;
            let (operands, short) = (this.alloc(2), this.alloc(1));
            let fits = this.label();
            this.move_regs(operands, slice + 1, 1);
            this.int(operands + 1, *len);
            this.emit(Instr::Alu {
                op: Alu::LtU,
                dst: short,
                a: operands,
                b: operands + 1,
            });
            this.jump_if_not(short, fits);
            this.emit(Instr::Fault {
                code: FaultCode::SliceToArray,
                a: operands,
            });
            this.bind(fits);
            if conv == Conv::SliceToArrayPtr {
                this.move_regs(dst, slice, 1);
            } else {
                let words = this.words(array);
                let place = super::super::place::Place::known(slice, e.span.start);
                this.load_words(place, words, dst);
            }
        })
    }

    /// Whether the type is `[]byte` or the like.
    pub(in super::super) fn is_string(&self, ty: TypeId) -> bool {
        matches!(
            self.unit.underlying(ty),
            Type::Basic(Basic::String | Basic::UntypedString)
        )
    }
}

/// Whether a number needs no conversion: it has the same arithmetic, or both are integers and every canonical word of `from` is
/// canonical in `to` and stands for the converted value there.
fn keeps(from: Num, to: Num) -> bool {
    let bits = |kind: Wrap| match kind {
        Wrap::I8 | Wrap::U8 => 8,
        Wrap::I16 | Wrap::U16 => 16,
        Wrap::I32 | Wrap::U32 => 32,
        Wrap::I64 | Wrap::U64 => 64,
    };
    match (from, to) {
        _ if from == to => true,
        (Num::Signed(_) | Num::Unsigned(_), Num::Signed(Wrap::I64) | Num::Unsigned(Wrap::U64)) => {
            true
        }
        (Num::Signed(from), Num::Signed(to)) | (Num::Unsigned(from), Num::Unsigned(to)) => {
            bits(from) <= bits(to)
        }
        (Num::Unsigned(from), Num::Signed(to)) => bits(from) < bits(to),
        _ => false,
    }
}
