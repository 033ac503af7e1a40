//! Arithmetic on numbers and strings.
//!
//! Words are canonical: an integer is sign- or zero-extended to 64 bits. Operations that can leave that form on narrow types are
//! followed by a `Wrap`.

use super::super::body::Body;
use crate::bytecode::{Alu, Instr, Reg, Unary, Wrap};
use crate::check::typed::{BinOp, Expr, ExprKind, UnOp, Value};
use crate::check::types::{Basic, Type, TypeId};

/// How a value of a basic type is computed with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Num {
    Signed(Wrap),
    Unsigned(Wrap),
    F32,
    F64,
    C64,
    C128,
    Str,
    /// Booleans, pointers and whatever else is one word without arithmetic.
    Word,
}

impl Num {
    /// Whether results need no wrapping because they fill the word.
    fn is_full(self) -> bool {
        matches!(self, Num::Signed(Wrap::I64) | Num::Unsigned(Wrap::U64))
    }
}

impl<'p> Body<'_, 'p> {
    /// The arithmetic of a type.
    pub(in super::super) fn num(&self, ty: TypeId) -> Num {
        let Type::Basic(basic) = self.unit.underlying(ty) else {
            return Num::Word;
        };
        match basic {
            Basic::Int8 => Num::Signed(Wrap::I8),
            Basic::Int16 => Num::Signed(Wrap::I16),
            Basic::Int32 | Basic::UntypedRune => Num::Signed(Wrap::I32),
            Basic::Int | Basic::Int64 | Basic::UntypedInt => Num::Signed(Wrap::I64),
            Basic::Uint8 => Num::Unsigned(Wrap::U8),
            Basic::Uint16 => Num::Unsigned(Wrap::U16),
            Basic::Uint32 => Num::Unsigned(Wrap::U32),
            Basic::Uint | Basic::Uint64 | Basic::Uintptr | Basic::UnsafePointer => {
                Num::Unsigned(Wrap::U64)
            }
            Basic::Float32 => Num::F32,
            Basic::Float64 | Basic::UntypedFloat => Num::F64,
            Basic::Complex64 => Num::C64,
            Basic::Complex128 | Basic::UntypedComplex => Num::C128,
            Basic::String | Basic::UntypedString => Num::Str,
            Basic::Bool | Basic::UntypedBool | Basic::UntypedNil | Basic::Invalid => Num::Word,
        }
    }

    pub(super) fn unary(&mut self, e: &'p Expr, op: UnOp, x: &'p Expr, dst: Option<Reg>) -> Reg {
        self.with_dst(e.ty, dst, |this, dst| {
            let a = this.expr(x, None);
            this.pos = e.span.start;
            let num = this.num(e.ty);
            match (op, num) {
                (UnOp::Not, _) => this.emit(Instr::Unary {
                    op: Unary::Not,
                    dst,
                    a,
                }),
                (UnOp::BitNot, _) => {
                    this.emit(Instr::Unary {
                        op: Unary::BitNot,
                        dst,
                        a,
                    });
                    this.wrap(num, dst);
                }
                (UnOp::Neg, Num::F64) => this.emit(Instr::Unary {
                    op: Unary::F64Neg,
                    dst,
                    a,
                }),
                (UnOp::Neg, Num::F32) => this.emit(Instr::Unary {
                    op: Unary::F32Neg,
                    dst,
                    a,
                }),
                (UnOp::Neg, Num::C128 | Num::C64) => {
                    let op = if num == Num::C128 {
                        Unary::F64Neg
                    } else {
                        Unary::F32Neg
                    };
                    this.emit(Instr::Unary { op, dst, a });
                    this.emit(Instr::Unary {
                        op,
                        dst: dst + 1,
                        a: a + 1,
                    });
                }
                (UnOp::Neg, _) => {
                    this.emit(Instr::Unary {
                        op: Unary::Neg,
                        dst,
                        a,
                    });
                    this.wrap(num, dst);
                }
            }
        })
    }

    pub(super) fn binary(
        &mut self,
        e: &'p Expr,
        op: BinOp,
        x: &'p Expr,
        y: &'p Expr,
        dst: Option<Reg>,
    ) -> Reg {
        if matches!(
            op,
            BinOp::Eq | BinOp::Ne | BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge
        ) {
            return self.compare(e, op, x, y, dst);
        }
        self.with_dst(e.ty, dst, |this, dst| {
            let (x, y) =
                if is_commutative(op) && small_const(x).is_some() && this.num(x.ty) != Num::Str {
                    (y, x)
                } else {
                    (x, y)
                };
            let a = this.expr(x, None);
            this.operate(op, e, dst, a, y);
        })
    }

    /// `dst = a op y`, where `a` holds a value of e's type; y is evaluated here. The result is canonical.
    pub(in super::super) fn operate(
        &mut self,
        op: BinOp,
        e: &'p Expr,
        dst: Reg,
        a: Reg,
        y: &'p Expr,
    ) {
        let num = self.num(e.ty);
        let operator = operator_pos(e);
        if let (Num::Signed(_) | Num::Unsigned(_), Some(imm)) = (num, small_const(y))
            && self.imm_fits(op, y.ty, imm)
        {
            let alu = int_alu(op, num);
            self.at(operator);
            self.emit(Instr::AluImm {
                op: alu,
                dst,
                a,
                imm,
            });
            self.wrap_after(op, num, dst);
            return;
        }
        let b = self.expr(y, None);
        self.at(operator);
        self.operate_regs(op, num, y.ty, dst, a, b);
    }

    /// A constant may stand in the instruction unless it is a negative shift count or a zero divisor (the checker rejects both).
    fn imm_fits(&self, op: BinOp, _ty: TypeId, imm: i16) -> bool {
        match op {
            BinOp::Shl | BinOp::Shr => imm >= 0,
            BinOp::Div | BinOp::Rem => imm != 0,
            _ => true,
        }
    }

    /// `dst = a op b` on values of arithmetic `num` in registers; `count` is the type of a shift count.
    pub(in super::super) fn operate_regs(
        &mut self,
        op: BinOp,
        num: Num,
        count: TypeId,
        dst: Reg,
        a: Reg,
        b: Reg,
    ) {
        match num {
            Num::Str => self.emit(Instr::StrCat { dst, a, b }),
            Num::F64 => self.emit(Instr::Alu {
                op: float_alu(op),
                dst,
                a,
                b,
            }),
            Num::F32 => self.emit(Instr::Alu {
                op: float32_alu(op),
                dst,
                a,
                b,
            }),
            Num::C128 => self.emit(Instr::Complex {
                op: float_alu(op),
                dst,
                a,
                b,
            }),
            Num::C64 => self.emit(Instr::ComplexF32 {
                op: float_alu(op),
                dst,
                a,
                b,
            }),
            Num::Signed(_) | Num::Unsigned(_) | Num::Word => {
                let shifts = matches!(op, BinOp::Shl | BinOp::Shr);
                if shifts && matches!(self.num(count), Num::Signed(_)) {
                    self.emit(Instr::CheckShift { a: b });
                }
                self.emit(Instr::Alu {
                    op: int_alu(op, num),
                    dst,
                    a,
                    b,
                });
                self.wrap_after(op, num, dst);
            }
        }
    }

    fn wrap_after(&mut self, op: BinOp, num: Num, dst: Reg) {
        let leaves_form = match op {
            BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::Shl => true,
            // The smallest number divided by -1.
            BinOp::Div => matches!(num, Num::Signed(_)),
            _ => false,
        };
        if leaves_form {
            self.wrap(num, dst);
        }
    }

    /// Makes the integer in `reg` canonical again.
    pub(in super::super) fn wrap(&mut self, num: Num, reg: Reg) {
        if let Num::Signed(kind) | Num::Unsigned(kind) = num
            && !num.is_full()
        {
            self.emit(Instr::Wrap {
                kind,
                dst: reg,
                a: reg,
            });
        }
    }
}

/// The position of a binary operator: it stands on the line where the left operand ends.
fn operator_pos(e: &Expr) -> crate::source::Pos {
    match &e.kind {
        ExprKind::Binary { x, .. } => x.span.end,
        _ => e.span.start,
    }
}

/// An integer constant that fits an instruction.
pub(in super::super) fn small_const(e: &Expr) -> Option<i16> {
    match &e.kind {
        ExprKind::Const(Value::Int(value)) => i16::try_from(*value as i64).ok(),
        _ => None,
    }
}

fn is_commutative(op: BinOp) -> bool {
    matches!(
        op,
        BinOp::Add | BinOp::Mul | BinOp::And | BinOp::Or | BinOp::Xor
    )
}

fn int_alu(op: BinOp, num: Num) -> Alu {
    let signed = matches!(num, Num::Signed(_));
    match op {
        BinOp::Add => Alu::Add,
        BinOp::Sub => Alu::Sub,
        BinOp::Mul => Alu::Mul,
        BinOp::Div if signed => Alu::DivS,
        BinOp::Div => Alu::DivU,
        BinOp::Rem if signed => Alu::RemS,
        BinOp::Rem => Alu::RemU,
        BinOp::And => Alu::And,
        BinOp::Or => Alu::Or,
        BinOp::Xor => Alu::Xor,
        BinOp::AndNot => Alu::AndNot,
        BinOp::Shl => Alu::Shl,
        BinOp::Shr if signed => Alu::ShrS,
        BinOp::Shr => Alu::ShrU,
        BinOp::Eq => Alu::Eq,
        BinOp::Ne => Alu::Ne,
        BinOp::Lt | BinOp::Gt if signed => Alu::LtS,
        BinOp::Lt | BinOp::Gt => Alu::LtU,
        BinOp::Le | BinOp::Ge if signed => Alu::LeS,
        BinOp::Le | BinOp::Ge => Alu::LeU,
    }
}

fn float_alu(op: BinOp) -> Alu {
    match op {
        BinOp::Sub => Alu::F64Sub,
        BinOp::Mul => Alu::F64Mul,
        BinOp::Div => Alu::F64Div,
        _ => Alu::F64Add,
    }
}

fn float32_alu(op: BinOp) -> Alu {
    match op {
        BinOp::Sub => Alu::F32Sub,
        BinOp::Mul => Alu::F32Mul,
        BinOp::Div => Alu::F32Div,
        _ => Alu::F32Add,
    }
}
