//! Expressions. [`Body::expr`] leaves a value in registers: in `dst` when one is given, else wherever it is cheapest, which may be
//! the registers of a variable, so the caller must not write there.
//!
//! Invariant: `dst` never overlaps registers that the expression still reads after its first write to `dst`; whoever assigns to a
//! variable sees to that (`stmt/assign.rs`).

mod arith;
mod branch;
mod compare;
mod convert;
mod interface;
mod literal;
mod slice;

pub(super) use arith::Num;

use super::body::Body;
use super::body::after;
use crate::bytecode::{Instr, Reg};
use crate::check::typed::{Expr, ExprKind, Value};
use crate::check::types::{Basic, Type, TypeId};

impl<'p> Body<'_, 'p> {
    /// Lowers an expression whose movable parts (see `hoist.rs`) have been computed, or need not be.
    pub(super) fn expr(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        if let Some(reg) = self.hoisted_value(e) {
            return self.settle(reg, e.ty, dst);
        }
        match &e.kind {
            ExprKind::Const(value) => self.constant(value, e.ty, dst),
            ExprKind::Zero => {
                let dst = self.dst_or_alloc(dst, e.ty);
                let words = self.words(e.ty);
                self.zero_regs(dst, words);
                dst
            }
            ExprKind::Local(_)
            | ExprKind::Global(_)
            | ExprKind::Deref(_)
            | ExprKind::Field { .. } => self.place_value(e, dst),
            ExprKind::Index { x, index } => self.index_value(e, x, index, dst),
            ExprKind::Func(id) => self.func_value(*id, dst),
            ExprKind::Closure(id) => self.closure_value(*id, e, dst),
            ExprKind::MethodValue { recv, callee } => self.method_value(e, recv, callee, dst),
            ExprKind::Unary { op, x } => self.unary(e, *op, x, dst),
            ExprKind::Binary { op, x, y } => self.binary(e, *op, x, y, dst),
            ExprKind::AndAnd(..) | ExprKind::OrOr(..) => self.logical(e, dst),
            ExprKind::AddrOf(x) => self.addr_of(e, x, dst),
            ExprKind::MapIndex { map, key, comma_ok } => {
                self.map_index(e, map, key, *comma_ok, dst)
            }
            ExprKind::SliceExpr { x, lo, hi, max } => {
                self.slice_expr(e, x, [lo.as_deref(), hi.as_deref(), max.as_deref()], dst)
            }
            ExprKind::Call(call) => self.call(e, call, dst),
            ExprKind::Convert { x, conv } => self.convert(e, x, *conv, dst),
            ExprKind::TypeAssert { x, to, comma_ok } => self.type_assert(e, x, *to, *comma_ok, dst),
            ExprKind::Recv { chan, comma_ok } => self.receive(e, chan, *comma_ok, dst),
            ExprKind::StructLit(fields) => self.struct_lit(e.ty, fields, dst),
            ExprKind::ArrayLit { elems, len } => self.array_lit(e.ty, elems, *len, dst),
            ExprKind::SliceLit { elems, len } => self.slice_lit(e, elems, *len, dst),
            ExprKind::MapLit(entries) => self.map_lit(e, entries, dst),
            ExprKind::Spread { tuple, body } => self.with_dst(e.ty, dst, |this, dst| {
                this.spread(tuple, |this| this.value(body, Some(dst)));
            }),
            ExprKind::Part(index) => {
                let reg = self.part(*index);
                self.settle(reg, e.ty, dst)
            }
        }
    }

    /// The value in `reg`, moved to `dst` if one is given.
    pub(super) fn settle(&mut self, reg: Reg, ty: TypeId, dst: Option<Reg>) -> Reg {
        match dst {
            None => reg,
            Some(dst) => {
                let words = self.words(ty);
                self.move_regs(dst, reg, words);
                dst
            }
        }
    }

    /// Takes `dst` (or new registers), runs `f` and gives back the temporaries that `f` took.
    pub(super) fn with_dst(
        &mut self,
        ty: TypeId,
        dst: Option<Reg>,
        f: impl FnOnce(&mut Self, Reg),
    ) -> Reg {
        let dst = self.dst_or_alloc(dst, ty);
        let mark = self.mark();
        f(self, dst);
        self.release(mark);
        dst
    }

    /// Lowers a constant.
    pub(super) fn constant(&mut self, value: &Value, ty: TypeId, dst: Option<Reg>) -> Reg {
        let dst = self.dst_or_alloc(dst, ty);
        match value {
            Value::Bool(value) => self.int(dst, u64::from(*value)),
            Value::Int(value) => self.int(dst, *value),
            Value::Float(value) => {
                let word = self.float_word(*value, ty);
                self.int(dst, word);
            }
            Value::Complex(re, im) => {
                let (re, im) = (self.float_word(*re, ty), self.float_word(*im, ty));
                self.int(dst, re);
                self.int(dst + 1, im);
            }
            Value::Str(bytes) => {
                let index = self.unit.string(bytes);
                self.emit(Instr::Str { dst, index });
            }
        }
        dst
    }

    /// A float as a word of the type (or of the parts of a complex type).
    fn float_word(&self, value: f64, ty: TypeId) -> u64 {
        match self.unit.underlying(ty) {
            Type::Basic(Basic::Float32 | Basic::Complex64) => u64::from((value as f32).to_bits()),
            _ => value.to_bits(),
        }
    }

    fn place_value(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        self.pos = e.span.start;
        if let (ExprKind::Local(id), None) = (&e.kind, dst)
            && let super::body::Var::Regs(reg) = self.var(*id)
        {
            return reg;
        }
        // A part of something in registers is not copied, so it must not be released with the temporaries.
        if dst.is_none() {
            let place = self.place(e);
            return self.load_place(place, e.ty, None);
        }
        self.with_dst(e.ty, dst, |this, dst| {
            let place = this.place(e);
            this.load_place(place, e.ty, Some(dst));
        })
    }

    fn index_value(&mut self, e: &'p Expr, x: &'p Expr, index: &'p Expr, dst: Option<Reg>) -> Reg {
        if !matches!(self.unit.underlying(x.ty), Type::Basic(_)) {
            return self.place_value(e, dst);
        }
        self.with_dst(e.ty, dst, |this, dst| {
            let s = this.expr(x, None);
            let unsigned = u8::from(this.is_unsigned(index));
            let index = this.expr(index, None);
            this.pos = e.span.start;
            this.unsigned_bounds(unsigned);
            this.emit(Instr::StrIndex { dst, s, index });
        })
    }

    fn addr_of(&mut self, e: &'p Expr, x: &'p Expr, dst: Option<Reg>) -> Reg {
        self.pos = e.span.start;
        let fresh = dst.is_none();
        self.with_dst(e.ty, dst, |this, dst| {
            if this.is_place(x) {
                let place = this.place(x);
                this.address_of(place, Some(dst));
                return;
            }
            // The object is filled before anybody else can know it. Until then it has a register of its own unless `dst` is a
            // new one: the object's parts may mention the variable that `dst` belongs to.
            let addr = if fresh { dst } else { this.alloc(1) };
            this.emit_new(addr, x.ty);
            this.init_object(addr, 0, x);
            this.move_regs(dst, addr, 1);
        })
    }

    fn receive(&mut self, e: &'p Expr, chan: &'p Expr, comma_ok: bool, dst: Option<Reg>) -> Reg {
        let words = self.words(e.ty);
        self.with_dst(e.ty, dst, |this, dst| {
            let ok = if comma_ok {
                after(dst, words.saturating_sub(1))
            } else {
                this.alloc(1)
            };
            let ch = this.expr(chan, None);
            this.pos = e.span.start;
            this.emit(Instr::Recv { ch, dst, ok });
        })
    }

    /// Runs `f` while the values of a tuple are the parts that the expression in it means.
    pub(super) fn spread<R>(&mut self, tuple: &'p Expr, f: impl FnOnce(&mut Self) -> R) -> R {
        let mut at = self.value(tuple, None);
        let mut parts = Vec::new();
        if let Type::Tuple(types) = self.unit.types.get(tuple.ty) {
            for &ty in types {
                parts.push(at);
                at = after(at, self.words(ty));
            }
        }
        let outer = std::mem::replace(&mut self.parts, parts);
        let result = f(self);
        self.parts = outer;
        result
    }

    fn part(&mut self, index: usize) -> Reg {
        let reg = self.parts.get(index).copied();
        reg.unwrap_or_else(|| {
            self.fail("internal error: a part of no tuple");
            0
        })
    }

    /// A call's position in stack traces is its opening parenthesis.
    pub(super) fn at(&mut self, pos: crate::source::Pos) {
        if pos.is_known() {
            self.pos = pos;
        }
    }
}
