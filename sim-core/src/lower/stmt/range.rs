//! `for range`.
//!
//! The operand is evaluated once. A slice's pointer and length are taken at the start (its elements are read in each iteration), an
//! array is copied if its values are wanted, a map is walked by the prelude's iterator, which lives in registers.

use super::super::body::{Body, Jumps, REGISTER_WORDS_MAX, Var};
use super::super::place::Place;
use super::{is_blank, operand};
use crate::bytecode::{Alu, Instr, Reg};
use crate::check::typed::{
    Builtin, Callee, Expr, ExprKind, LabelId, RangeOver, Stmt, StmtKind, Target,
};
use crate::check::types::{Basic, Type, TypeId};

/// The iteration variables.
#[derive(Clone, Copy)]
pub(super) struct Vars<'p> {
    pub(super) key: Option<&'p Target>,
    pub(super) value: Option<&'p Target>,
    /// Declared variables are new in each iteration.
    pub(super) fresh: bool,
}

impl<'p> Body<'_, 'p> {
    pub(super) fn range_stmt(
        &mut self,
        stmt: &'p Stmt,
        label: LabelId,
        over: &'p RangeOver,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let x = operand(over);
        self.hoist(x);
        let jumps = self.open_jumps(label, true);
        if !vars.fresh {
            self.declare_once(vars);
        }
        match over {
            RangeOver::Slice(_) => self.range_slice(stmt, x, jumps, vars, body),
            RangeOver::Array(_) => self.range_array(stmt, x, jumps, vars, body),
            RangeOver::ArrayPtr(_) => self.range_array_ptr(stmt, x, jumps, vars, body),
            RangeOver::String(_) => self.range_string(stmt, x, jumps, vars, body),
            RangeOver::Map(_) => self.range_map(stmt, x, jumps, vars, body),
            RangeOver::Chan(_) => self.range_chan(stmt, x, jumps, vars, body),
            RangeOver::Int(_) => self.range_int(stmt, x, jumps, vars, body),
            RangeOver::Func(_) => {
                self.expr(x, None);
                self.bind_continue(jumps);
                self.bind(jumps.on_break);
            }
        }
    }

    fn bind_continue(&mut self, jumps: Jumps) {
        if let Some(label) = jumps.on_continue {
            self.bind(label);
        }
    }

    /// Before Go 1.22 one variable serves all iterations.
    fn declare_once(&mut self, vars: Vars<'p>) {
        for target in [vars.key, vars.value].into_iter().flatten() {
            if let Target::Declare(id) = target
                && let Var::Regs(reg) = self.declare(*id)
            {
                let words = self.local(*id).map_or(0, |local| self.words(local.ty));
                self.zero_regs(reg, words);
            }
        }
    }

    /// Gives an iteration variable its value.
    fn set_var(&mut self, target: Option<&'p Target>, fresh: bool, ty: TypeId, src: Reg) {
        match target {
            Some(Target::Declare(id)) if !fresh => {
                let place = self.local_place(*id);
                self.store_place(place, ty, src);
            }
            _ => self.assign_value(target, ty, src),
        }
    }

    /// The registers into which an iteration variable's value can be loaded directly.
    fn var_regs(&mut self, target: Option<&'p Target>, fresh: bool) -> Option<Reg> {
        let Some(Target::Declare(id)) = target else {
            return None;
        };
        if !fresh {
            return match self.var(*id) {
                Var::Regs(reg) => Some(reg),
                Var::Cell(_) => None,
            };
        }
        let local = self.local(*id)?;
        if self.lives_in_memory(local) {
            return None;
        }
        match self.declare(*id) {
            Var::Regs(reg) => Some(reg),
            Var::Cell(_) => None,
        }
    }

    /// Loads a value from a place into an iteration variable.
    fn load_var(&mut self, target: Option<&'p Target>, fresh: bool, ty: TypeId, place: Place) {
        if is_blank(target) {
            return;
        }
        match self.var_regs(target, fresh) {
            Some(reg) => {
                self.load_place(place, ty, Some(reg));
            }
            None => {
                let reg = self.load_place(place, ty, None);
                self.set_var(target, fresh, ty, reg);
            }
        }
    }

    /// Gives both iteration variables their values. Where both are places, both places and the value are known before either changes.
    fn set_both(
        &mut self,
        vars: Vars<'p>,
        set_key: impl FnOnce(&mut Self),
        elem: TypeId,
        place: impl FnOnce(&mut Self) -> Place,
    ) {
        let (Some(Target::Place(key)), Some(target @ Target::Place(value))) =
            (vars.key, vars.value)
        else {
            set_key(self);
            if !is_blank(vars.value) {
                let place = place(self);
                self.load_var(vars.value, vars.fresh, elem, place);
            }
            return;
        };
        let mark = self.mark();
        let place = place(self);
        let src = self.alloc_for(elem);
        self.load_place(place, elem, Some(src));
        self.hoist_place(key);
        self.hoist_place(value);
        let prepared = self.prepare_target(target);
        set_key(self);
        self.finish_target(target, prepared, elem, src);
        self.release(mark);
    }

    /// The loop over indices below `len`: `each` sets the variables from the index register.
    fn count(
        &mut self,
        stmt: &'p Stmt,
        len: Len,
        jumps: Jumps,
        body: &'p [Stmt],
        each: impl Fn(&mut Self, Reg),
    ) {
        let index = self.int_reg(0);
        let (head, test) = (self.label(), self.label());
        self.at_stmt(stmt);
        self.jump(test);
        self.bind(head);
        self.block(|this| {
            each(this, index);
            this.stmts(body);
        });
        self.bind_continue(jumps);
        self.at_stmt(stmt);
        self.emit(Instr::AluImm {
            op: Alu::Add,
            dst: index,
            a: index,
            imm: 1,
        });
        self.bind(test);
        let mark = self.mark();
        let more = self.alloc(1);
        let compare = |op, b| Instr::Alu {
            op,
            dst: more,
            a: index,
            b,
        };
        match len {
            Len::Reg(len) => self.emit(compare(Alu::LtS, len)),
            Len::Unsigned(len) => self.emit(compare(Alu::LtU, len)),
            Len::Const(len) => self.alu_imm(Alu::LtS, more, index, len),
        }
        self.jump_if(more, head);
        self.release(mark);
        self.bind(jumps.on_break);
    }

    fn int_ty(&self) -> TypeId {
        self.unit
            .types
            .find(&Type::Basic(Basic::Int))
            .unwrap_or(TypeId(0))
    }

    fn range_slice(
        &mut self,
        stmt: &'p Stmt,
        x: &'p Expr,
        jumps: Jumps,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let Some(elem) = self.element_type(x.ty) else {
            return;
        };
        let int = self.int_ty();
        // The window may be assigned to in the body, so it is copied.
        let window = self.alloc(2);
        let (ptr, len) = self.slice_ptr_len(x);
        self.move_regs(window, ptr, 1);
        self.move_regs(window + 1, len, 1);
        self.release(u32::from(window) + 2);
        self.count(stmt, Len::Reg(window + 1), jumps, body, |this, index| {
            let key = |this: &mut Self| this.set_var(vars.key, vars.fresh, int, index);
            this.set_both(vars, key, elem, |this| {
                let addr = this.elem_addr(window, index, elem);
                Place::known(addr, this.pos)
            });
        });
    }

    fn range_array(
        &mut self,
        stmt: &'p Stmt,
        x: &'p Expr,
        jumps: Jumps,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let Type::Array(elem, len) = self.unit.underlying(x.ty) else {
            return;
        };
        let (int, words) = (self.int_ty(), self.words(x.ty));
        if is_blank(vars.value) {
            return self.count(stmt, Len::Const(*len), jumps, body, |this, index| {
                this.set_var(vars.key, vars.fresh, int, index);
            });
        }
        let large = words > REGISTER_WORDS_MAX;
        let copy = self.alloc(if large { 1 } else { words });
        let mark = self.mark();
        if large {
            let src = self.expr(x, None);
            self.emit_new(copy, x.ty);
            self.init_words(copy, 0, src, words);
        } else {
            self.expr(x, Some(copy));
        }
        self.release(mark);
        self.count(stmt, Len::Const(*len), jumps, body, |this, index| {
            let key = |this: &mut Self| this.set_var(vars.key, vars.fresh, int, index);
            this.set_both(vars, key, *elem, |this| {
                if large {
                    let addr = this.elem_addr(copy, index, *elem);
                    return Place::known(addr, this.pos);
                }
                let stride = this.words(*elem);
                let scaled = this.alloc(1);
                this.alu_imm(Alu::Mul, scaled, index, u64::from(stride));
                Place::RegsAt {
                    base: copy,
                    index: scaled,
                }
            });
        });
    }

    fn range_array_ptr(
        &mut self,
        stmt: &'p Stmt,
        x: &'p Expr,
        jumps: Jumps,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let int = self.int_ty();
        let array = match self.unit.underlying(x.ty) {
            Type::Pointer(array) => *array,
            _ => x.ty,
        };
        let Type::Array(elem, len) = self.unit.underlying(array) else {
            return;
        };
        // With indices only the array is not even looked at.
        let ptr = (!is_blank(vars.value)).then(|| {
            let ptr = self.alloc(1);
            self.expr(x, Some(ptr));
            ptr
        });
        self.count(stmt, Len::Const(*len), jumps, body, |this, index| {
            let key = |this: &mut Self| this.set_var(vars.key, vars.fresh, int, index);
            let Some(ptr) = ptr else {
                return key(this);
            };
            this.set_both(vars, key, *elem, |this| {
                this.emit(Instr::NilCheck { a: ptr });
                let addr = this.elem_addr(ptr, index, *elem);
                Place::known(addr, this.pos)
            });
        });
    }

    fn range_int(
        &mut self,
        stmt: &'p Stmt,
        x: &'p Expr,
        jumps: Jumps,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let limit = self.alloc(1);
        self.expr(x, Some(limit));
        let len = match self.num(x.ty) {
            super::super::expr::Num::Unsigned(_) => Len::Unsigned(limit),
            _ => Len::Reg(limit),
        };
        self.count(stmt, len, jumps, body, |this, index| {
            this.set_var(vars.key, vars.fresh, x.ty, index)
        });
    }

    fn range_string(
        &mut self,
        stmt: &'p Stmt,
        x: &'p Expr,
        jumps: Jumps,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let int = self.int_ty();
        let rune = self
            .unit
            .types
            .find(&Type::Basic(Basic::Int32))
            .unwrap_or(int);
        let text = self.alloc(2);
        self.expr(x, Some(text));
        let at = self.int_reg(0);
        // The rune and its width; the width is 0 at the end.
        let decoded = self.alloc(2);
        let head = self.label();
        self.bind(head);
        self.at_stmt(stmt);
        self.emit(Instr::StrRune {
            dst: decoded,
            s: text,
            at,
        });
        self.jump_if_not(decoded + 1, jumps.on_break);
        self.block(|this| {
            let key = |this: &mut Self| this.set_var(vars.key, vars.fresh, int, at);
            this.set_both(vars, key, rune, |_| Place::Regs(decoded));
            this.stmts(body);
        });
        self.bind_continue(jumps);
        self.at_stmt(stmt);
        self.emit(Instr::Alu {
            op: Alu::Add,
            dst: at,
            a: at,
            b: decoded + 1,
        });
        self.jump(head);
        self.bind(jumps.on_break);
    }

    fn range_map(
        &mut self,
        stmt: &'p Stmt,
        x: &'p Expr,
        jumps: Jumps,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let types = self.map_types(x.ty);
        if is_clearing(x, vars, body) && self.key_is_reflexive(types[0]) {
            let base = self.alloc(1);
            self.expr(x, Some(base));
            self.call_runtime("mapclear", &types, base);
            self.bind_continue(jumps);
            return self.bind(jumps.on_break);
        }
        let Some(iterator_type) = self.iterator_type(&types) else {
            return;
        };
        let iterator = self.alloc_for(iterator_type);
        self.expr(x, Some(iterator));
        self.call_runtime("mapiterinit", &types, iterator);
        self.block(|this| {
            this.hidden_var(".range", iterator_type, iterator);
            let head = this.label();
            this.bind(head);
            this.at_stmt(stmt);
            this.jump_if_not(iterator, jumps.on_break);
            this.block(|this| {
                let pos = this.pos;
                let place = |offset| Place::known(iterator + offset, pos);
                let key = |this: &mut Self| {
                    this.load_var(vars.key, vars.fresh, types[0], place(0));
                };
                this.set_both(vars, key, types[1], |_| place(1));
                this.stmts(body);
            });
            this.bind_continue(jumps);
            this.at_stmt(stmt);
            this.call_runtime("mapiternext", &types, iterator);
            this.jump(head);
        });
        self.bind(jumps.on_break);
    }

    /// The prelude's iterator for a map type.
    fn iterator_type(&mut self, types: &[TypeId]) -> Option<TypeId> {
        let pos = self.pos;
        let id = self.unit.runtime("mapiterinit", types, pos)?;
        let func = self.unit.func(id)?;
        match self.unit.underlying(func.ty) {
            Type::Func(signature) => signature.results.first().copied(),
            _ => None,
        }
    }

    fn range_chan(
        &mut self,
        stmt: &'p Stmt,
        x: &'p Expr,
        jumps: Jumps,
        vars: Vars<'p>,
        body: &'p [Stmt],
    ) {
        let Some(elem) = self.element_type(x.ty) else {
            return;
        };
        let ch = self.alloc(1);
        self.expr(x, Some(ch));
        let value = self.alloc_for(elem);
        let ok = self.alloc(1);
        let head = self.label();
        self.bind(head);
        self.bind_continue(jumps);
        self.at_stmt(stmt);
        self.emit(Instr::Recv { ch, dst: value, ok });
        self.jump_if_not(ok, jumps.on_break);
        self.block(|this| {
            this.set_var(vars.key, vars.fresh, elem, value);
            this.stmts(body);
        });
        self.jump(head);
        self.bind(jumps.on_break);
    }
}

/// How a counting loop knows its end.
#[derive(Clone, Copy)]
enum Len {
    Reg(Reg),
    Unsigned(Reg),
    Const(u64),
}

/// `for k := range m { delete(m, k) }`, which the Go compiler turns into `clear(m)`.
fn is_clearing(map: &Expr, vars: Vars<'_>, body: &[Stmt]) -> bool {
    let (Some(Target::Declare(key)), true, [only]) = (vars.key, is_blank(vars.value), body) else {
        return false;
    };
    let StmtKind::Expr(Expr {
        kind: ExprKind::Call(call),
        ..
    }) = &only.kind
    else {
        return false;
    };
    let (Callee::Builtin(Builtin::Delete), [from, deleted]) = (&call.callee, call.args.as_slice())
    else {
        return false;
    };
    let same_map = match (&map.kind, &from.kind) {
        (ExprKind::Local(a), ExprKind::Local(b)) => a == b,
        (ExprKind::Global(a), ExprKind::Global(b)) => a == b,
        _ => false,
    };
    same_map && matches!(&deleted.kind, ExprKind::Local(local) if local == key)
}
