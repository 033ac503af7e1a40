//! Comparisons: of words, of strings, of complex numbers and with nil, and of values that only the machine can compare.

use super::super::body::Body;
use super::arith::{Num, small_const};
use crate::bytecode::{Alu, Cmp, Instr, Reg, Unary};
use crate::check::typed::{BinOp, Conv, Expr, ExprKind};
use crate::check::types::Type;

impl<'p> Body<'_, 'p> {
    pub(super) fn compare(
        &mut self,
        e: &'p Expr,
        op: BinOp,
        x: &'p Expr,
        y: &'p Expr,
        dst: Option<Reg>,
    ) -> Reg {
        self.with_dst(e.ty, dst, |this, dst| {
            if this.compare_or_inverse(op, x, y, dst) {
                this.emit(Instr::Unary {
                    op: Unary::Not,
                    dst,
                    a: dst,
                });
            }
        })
    }

    /// Compares into `dst`; returns whether the result is the inverse of what was asked for. That saves an instruction where a
    /// jump follows.
    pub(super) fn compare_or_inverse(
        &mut self,
        op: BinOp,
        x: &'p Expr,
        y: &'p Expr,
        dst: Reg,
    ) -> bool {
        let equality = matches!(op, BinOp::Eq | BinOp::Ne);
        if equality && is_nil(y) {
            return self.compare_nil(op, x, dst);
        }
        if equality && is_nil(x) {
            return self.compare_nil(op, y, dst);
        }
        match self.unit.underlying(x.ty) {
            Type::Interface(_) => {
                let (a, b) = (self.expr(x, None), self.expr(y, None));
                self.at(x.span.end);
                self.emit(Instr::IfaceEq { dst, a, b });
                op == BinOp::Ne
            }
            Type::Struct(_) | Type::Array(..) => {
                let (a, b) = (self.expr(x, None), self.expr(y, None));
                self.at(x.span.end);
                let ty = self.unit.rtype(x.ty);
                self.emit(Instr::EqType { dst, a, b });
                self.emit(Instr::TypeOperand { ty });
                op == BinOp::Ne
            }
            _ => self.compare_basic(op, x, y, dst),
        }
    }

    /// `x == nil`: one word decides (a slice's pointer, an interface's type word).
    fn compare_nil(&mut self, op: BinOp, x: &'p Expr, dst: Reg) -> bool {
        let a = if self.is_place(x) && self.hoisted_value(x).is_none() {
            let place = self.place(x);
            self.load_word(place, 0, None)
        } else {
            self.expr(x, None)
        };
        self.at(x.span.end);
        let op = if op == BinOp::Eq { Alu::Eq } else { Alu::Ne };
        self.emit(Instr::AluImm { op, dst, a, imm: 0 });
        false
    }

    fn compare_basic(&mut self, op: BinOp, x: &'p Expr, y: &'p Expr, dst: Reg) -> bool {
        let num = self.num(x.ty);
        let ordered = matches!(num, Num::Signed(_) | Num::Unsigned(_) | Num::Word);
        if let (true, Some(imm)) = (ordered, small_const(y)) {
            // There is no "greater" with a constant: x > c is not (x <= c).
            let (alu, inverse) = match op {
                BinOp::Gt => (int_compare(BinOp::Le, num), true),
                BinOp::Ge => (int_compare(BinOp::Lt, num), true),
                op => (int_compare(op, num), false),
            };
            let a = self.expr(x, None);
            self.at(x.span.end);
            self.emit(Instr::AluImm {
                op: alu,
                dst,
                a,
                imm,
            });
            return inverse;
        }
        let (a, b) = (self.expr(x, None), self.expr(y, None));
        self.at(x.span.end);
        self.compare_regs(op, num, dst, a, b)
    }

    /// Compares two values in registers; returns whether the result is the inverse.
    pub(in super::super) fn compare_regs(
        &mut self,
        op: BinOp,
        num: Num,
        dst: Reg,
        a: Reg,
        b: Reg,
    ) -> bool {
        let (a, b) = if matches!(op, BinOp::Gt | BinOp::Ge) {
            (b, a)
        } else {
            (a, b)
        };
        match num {
            Num::Str => {
                let op = match op {
                    BinOp::Eq => Cmp::Eq,
                    BinOp::Ne => Cmp::Ne,
                    BinOp::Lt | BinOp::Gt => Cmp::Lt,
                    _ => Cmp::Le,
                };
                self.emit(Instr::StrCmp { op, dst, a, b });
            }
            Num::C64 | Num::C128 => return self.compare_complex(op, num, dst, a, b),
            _ => self.emit(Instr::Alu {
                op: int_compare(op, num),
                dst,
                a,
                b,
            }),
        }
        false
    }

    fn compare_complex(&mut self, op: BinOp, num: Num, dst: Reg, a: Reg, b: Reg) -> bool {
        let eq = if num == Num::C64 {
            Alu::F32Eq
        } else {
            Alu::F64Eq
        };
        let (re, im) = (self.alloc(1), self.alloc(1));
        self.emit(Instr::Alu {
            op: eq,
            dst: re,
            a,
            b,
        });
        self.emit(Instr::Alu {
            op: eq,
            dst: im,
            a: a + 1,
            b: b + 1,
        });
        self.emit(Instr::Alu {
            op: Alu::And,
            dst,
            a: re,
            b: im,
        });
        op == BinOp::Ne
    }
}

fn int_compare(op: BinOp, num: Num) -> Alu {
    let (signed, unsigned, f64, f32) = match op {
        BinOp::Eq => (Alu::Eq, Alu::Eq, Alu::F64Eq, Alu::F32Eq),
        BinOp::Ne => (Alu::Ne, Alu::Ne, Alu::F64Ne, Alu::F32Ne),
        BinOp::Lt | BinOp::Gt => (Alu::LtS, Alu::LtU, Alu::F64Lt, Alu::F32Lt),
        _ => (Alu::LeS, Alu::LeU, Alu::F64Le, Alu::F32Le),
    };
    match num {
        Num::Signed(_) => signed,
        Num::F64 => f64,
        Num::F32 => f32,
        _ => unsigned,
    }
}

/// Whether an operand is the nil of a type that has one (other types' zero values are constants or literals).
fn is_nil(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Zero => true,
        ExprKind::Convert {
            x,
            conv: Conv::Same,
        } => is_nil(x),
        _ => false,
    }
}
