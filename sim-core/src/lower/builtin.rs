//! Builtin functions other than `append` and `copy`.

use super::body::Body;
use super::body::{after, reg_of};
use super::expr::Num;
use super::place::Place;
use crate::bytecode::{Alu, FaultCode, Instr, Reg};
use crate::check::typed::{BinOp, Builtin, Call, Expr};
use crate::check::types::{Type, TypeId};

impl<'p> Body<'_, 'p> {
    pub(super) fn builtin(
        &mut self,
        e: &'p Expr,
        call: &'p Call,
        builtin: Builtin,
        dst: Option<Reg>,
    ) -> Reg {
        self.at(e.span.start);
        let args = call.args.as_slice();
        match (builtin, args) {
            (Builtin::Append { spread }, args) => self.append(e, args, spread, dst),
            (Builtin::Copy, [to, from]) => self.copy_builtin(e, to, from, dst),
            (Builtin::Len, [x]) => self.len(e, x, dst),
            (Builtin::Cap, [x]) => self.cap(e, x, dst),
            (Builtin::Make, args) => self.make(e, args, dst),
            (Builtin::New, [value]) => self.with_dst(e.ty, dst, |this, dst| {
                let pos = this.pos;
                let value_reg = this.value(value, None);
                this.emit_new(dst, value.ty);
                this.store_place(Place::known(dst, pos), value.ty, value_reg);
            }),
            (Builtin::New, _) => self.with_dst(e.ty, dst, |this, dst| {
                let elem = this.element_type(e.ty).unwrap_or(e.ty);
                this.emit_new(dst, elem);
            }),
            (Builtin::Min | Builtin::Max, args) => {
                self.min_max(e, args, builtin == Builtin::Min, dst)
            }
            (Builtin::Complex, [re, im]) => self.with_dst(e.ty, dst, |this, dst| {
                let parts = this.alloc(2);
                this.hoist(re);
                this.hoist(im);
                this.expr(re, Some(parts));
                this.expr(im, Some(parts + 1));
                this.move_regs(dst, parts, 2);
            }),
            (Builtin::Real | Builtin::Imag, [x]) => self.with_dst(e.ty, dst, |this, dst| {
                let reg = this.value(x, None);
                this.move_regs(dst, reg + Reg::from(builtin == Builtin::Imag), 1);
            }),
            (Builtin::Recover, _) => {
                self.with_dst(e.ty, dst, |this, dst| this.emit(Instr::Recover { dst }))
            }
            (Builtin::DeferToken, _) => {
                self.with_dst(e.ty, dst, |this, dst| this.emit(Instr::DeferToken { dst }))
            }
            _ => self.effect(e, builtin, args, dst),
        }
    }

    /// Builtins without a result.
    fn effect(&mut self, e: &'p Expr, builtin: Builtin, args: &'p [Expr], dst: Option<Reg>) -> Reg {
        let mark = self.mark();
        match (builtin, args) {
            (Builtin::Panic, [value]) => {
                let a = self.value(value, None);
                self.at(Self::call_pos(e));
                self.emit(Instr::Panic { a });
            }
            (Builtin::Close, [chan]) => {
                let ch = self.value(chan, None);
                self.at(Self::call_pos(e));
                self.emit(Instr::Close { ch });
            }
            (Builtin::RangeFault, [state]) => {
                let a = self.value(state, None);
                self.emit(Instr::Fault {
                    code: FaultCode::Range,
                    a,
                });
            }
            (Builtin::Delete, [map, key]) => self.map_delete(map, key),
            (Builtin::Clear, [x]) => self.clear(x),
            (Builtin::Print, args) => self.print(args, false),
            (Builtin::Println, args) => self.print(args, true),
            _ => self.fail(format!(
                "internal error: builtin {builtin:?} with {} arguments",
                args.len()
            )),
        }
        self.release(mark);
        dst.unwrap_or(reg_of(mark))
    }

    fn len(&mut self, e: &'p Expr, x: &'p Expr, dst: Option<Reg>) -> Reg {
        self.with_dst(e.ty, dst, |this, dst| {
            this.hoist_below(x);
            match this.unit.underlying(x.ty) {
                Type::Map(..) => {
                    let map = this.expr(x, None);
                    this.at(e.span.start);
                    this.map_len(map, dst);
                }
                Type::Chan(..) => {
                    let ch = this.expr(x, None);
                    this.at(e.span.start);
                    this.emit(Instr::ChanLen { dst, ch });
                }
                _ => this.header_word(x, 1, dst),
            }
        })
    }

    fn cap(&mut self, e: &'p Expr, x: &'p Expr, dst: Option<Reg>) -> Reg {
        self.with_dst(e.ty, dst, |this, dst| {
            this.hoist_below(x);
            if matches!(this.unit.underlying(x.ty), Type::Chan(..)) {
                let ch = this.expr(x, None);
                this.emit(Instr::ChanCap { dst, ch });
            } else {
                this.header_word(x, 2, dst);
            }
        })
    }

    /// Computes in advance what the operand contains, if it is not itself the value.
    fn hoist_below(&mut self, x: &'p Expr) {
        if !super::hoist::is_moved(x) {
            self.hoist(x);
        }
    }

    /// A word of a string or slice header, or the constant length of an array. A header in memory is not loaded as a whole.
    fn header_word(&mut self, x: &'p Expr, word: u32, dst: Reg) {
        let len = match self.unit.underlying(x.ty) {
            Type::Array(_, len) => Some(*len),
            Type::Pointer(array) => match self.unit.underlying(*array) {
                Type::Array(_, len) => Some(*len),
                _ => None,
            },
            _ => None,
        };
        if let Some(len) = len {
            // The operand is evaluated only for its effects.
            if super::hoist::has_moved(x) {
                self.value(x, None);
            }
            self.int(dst, len);
        } else if self.is_place(x) && self.hoisted_value(x).is_none() {
            let place = self.place(x);
            self.load_word(place, word, Some(dst));
        } else {
            let reg = self.expr(x, None);
            self.move_regs(dst, after(reg, word), 1);
        }
    }

    fn make(&mut self, e: &'p Expr, args: &'p [Expr], dst: Option<Reg>) -> Reg {
        self.with_dst(e.ty, dst, |this, dst| match this.unit.underlying(e.ty) {
            Type::Map(..) => this.make_map(e.ty, args.first(), dst),
            Type::Chan(_, elem) => {
                let cap = match args.first() {
                    Some(cap) => this.value(cap, None),
                    None => this.int_reg(0),
                };
                this.at(e.span.start);
                let (pos, elem) = (this.pos, *elem);
                let ty = this.unit.rtype16(elem, pos);
                this.emit(Instr::MakeChan { dst, cap, ty });
            }
            Type::Slice(elem) => {
                let base = this.window(0);
                this.in_order(args);
                if args.len() < 2 {
                    let cap = this.alloc(1);
                    this.move_regs(cap, base, 1);
                }
                this.alloc(1);
                this.at(e.span.start);
                this.call_runtime("makeslice", &[*elem], base);
                this.move_regs(dst, base, 3);
            }
            _ => this.fail("internal error: make of another type"),
        })
    }

    /// `min` and `max`, folded from the left. Floats: a NaN wins, and -0 is less than +0.
    fn min_max(&mut self, e: &'p Expr, args: &'p [Expr], min: bool, dst: Option<Reg>) -> Reg {
        let Some((first, rest)) = args.split_first() else {
            return self.dst_or_alloc(dst, e.ty);
        };
        let words = self.words(e.ty);
        self.with_dst(e.ty, dst, |this, dst| {
            args.iter().for_each(|arg| this.hoist(arg));
            let best = this.alloc(words);
            this.expr(first, Some(best));
            for arg in rest {
                let mark = this.mark();
                let other = this.expr(arg, None);
                this.at(e.span.start);
                this.take_better(e.ty, min, best, other);
                this.release(mark);
            }
            this.move_regs(dst, best, words);
        })
    }

    /// Replaces the value in `best` by that in `other` if it is smaller (or greater).
    fn take_better(&mut self, ty: TypeId, min: bool, best: Reg, other: Reg) {
        let (num, words) = (self.num(ty), self.words(ty));
        let (take, keep) = (self.label(), self.label());
        let test = self.alloc(1);
        if matches!(num, Num::F32 | Num::F64) {
            self.compare_regs(BinOp::Ne, num, test, best, best);
            self.jump_if(test, keep);
            self.compare_regs(BinOp::Ne, num, test, other, other);
            self.jump_if(test, take);
            // Equal numbers differ at most in the sign of zero: the smaller one has the sign bit.
            let differ = self.label();
            self.compare_regs(BinOp::Ne, num, test, best, other);
            self.jump_if(test, differ);
            let op = if min { Alu::Or } else { Alu::And };
            self.emit(Instr::Alu {
                op,
                dst: best,
                a: best,
                b: other,
            });
            self.jump(keep);
            self.bind(differ);
        }
        let op = if min { BinOp::Lt } else { BinOp::Gt };
        self.compare_regs(op, num, test, other, best);
        self.jump_if_not(test, keep);
        self.bind(take);
        self.move_regs(best, other, words);
        self.bind(keep);
    }

    /// `clear(x)` of a map or slice.
    fn clear(&mut self, x: &'p Expr) {
        let elem = match self.unit.underlying(x.ty) {
            Type::Map(..) => return self.map_clear(x),
            Type::Slice(elem) => *elem,
            _ => return,
        };
        let (words, pos) = (self.words(elem), x.span.start);
        let slice = self.value(x, None);
        let (zero, index, more) = (self.alloc(words), self.int_reg(0), self.alloc(1));
        self.zero_regs(zero, words);
        let (head, end) = (self.label(), self.label());
        self.bind(head);
        self.emit(Instr::Alu {
            op: Alu::LtS,
            dst: more,
            a: index,
            b: slice + 1,
        });
        self.jump_if_not(more, end);
        let mark = self.mark();
        let addr = self.elem_addr(slice, index, elem);
        self.store_place(Place::known(addr, pos), elem, zero);
        self.release(mark);
        self.emit(Instr::AluImm {
            op: Alu::Add,
            dst: index,
            a: index,
            imm: 1,
        });
        self.jump(head);
        self.bind(end);
    }
}
