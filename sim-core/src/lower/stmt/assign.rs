//! Assignments and declarations.

use super::super::body::after;
use super::super::body::{Body, COPIED_WORDS_MAX, Var};
use super::super::hoist::mentions;
use super::super::place::{Place, Prepared, constant_index};
use crate::bytecode::Reg;
use crate::check::typed::{BinOp, Builtin, Callee, Conv, Expr, ExprKind, LocalId, Target};
use crate::check::types::{Type, TypeId};
use crate::check::walk::for_operands;

impl<'p> Body<'_, 'p> {
    pub(super) fn assign(&mut self, targets: &'p [Target], values: &'p [Expr]) {
        match (targets, values) {
            (targets, []) => targets.iter().for_each(|target| self.assign_zero(target)),
            ([target], [value]) => self.assign_one(target, value),
            (targets, [value]) => self.assign_tuple(targets, value),
            (targets, values) => self.assign_parallel(targets, values),
        }
    }

    /// `var x T`.
    fn assign_zero(&mut self, target: &'p Target) {
        let Target::Declare(id) = target else { return };
        let ty = self.local(*id).map(|local| local.ty);
        if let (Var::Regs(reg), Some(ty)) = (self.declare(*id), ty) {
            let words = self.words(ty);
            self.zero_regs(reg, words);
        }
    }

    fn assign_one(&mut self, target: &'p Target, value: &'p Expr) {
        match target {
            Target::Blank => self.discard(value),
            Target::Declare(id) => self.define_one(*id, value),
            Target::Place(place) => {
                let mark = self.mark();
                match self.register_local(place) {
                    Some((id, reg)) => self.assign_register(id, reg, value),
                    None => self.assign_place(place, value),
                }
                self.release(mark);
            }
        }
    }

    /// `_ = e`: a variable is read, too, as the race detector has it.
    pub(super) fn discard(&mut self, value: &'p Expr) {
        let mark = self.mark();
        self.value(value, None);
        self.release(mark);
    }

    fn define_one(&mut self, id: LocalId, value: &'p Expr) {
        let Some(local) = self.local(id) else { return };
        if self.lives_in_memory(local) {
            // The new cell is filled before anybody else knows it.
            let cell = self.alloc(1);
            let mark = self.mark();
            let words = self.words(local.ty);
            if words > COPIED_WORDS_MAX && self.is_place(value) {
                self.hoist_place(value);
                self.emit_new(cell, local.ty);
                let from = self.place(value);
                let to = Place::known(cell, self.pos);
                self.copy_place(to, from, value.ty);
            } else if super::super::hoist::is_moved(value) || !is_literal(value) {
                let src = self.value(value, None);
                self.emit_new(cell, local.ty);
                self.init_words(cell, 0, src, words);
            } else {
                self.hoist(value);
                self.emit_new(cell, local.ty);
                self.init_object(cell, 0, value);
            }
            self.release(mark);
            self.place_var(id, Var::Cell(cell));
        } else {
            let reg = self.alloc_for(local.ty);
            let mark = self.mark();
            self.value(value, Some(reg));
            self.release(mark);
            self.place_var(id, Var::Regs(reg));
        }
    }

    /// `x = e` for a variable in registers: computed right there unless e reads x after a part of x is written, or x is a result
    /// that a deferred function would see half written.
    pub(super) fn assign_register(&mut self, id: LocalId, reg: Reg, value: &'p Expr) {
        let exposed = self.epilogue.is_some() && self.results.contains(&id);
        if self.writes_once(value) || !exposed && !mentions(value, id) {
            self.value(value, Some(reg));
        } else {
            let words = self.words(value.ty);
            let src = self.value(value, None);
            self.move_regs(reg, src, words);
        }
    }

    /// Whether lowering an expression writes its destination only when all operands are read.
    fn writes_once(&self, e: &Expr) -> bool {
        let one_word = self.words(e.ty) <= 1;
        match &e.kind {
            ExprKind::Const(_) | ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Func(_) => {
                true
            }
            ExprKind::Unary { .. } | ExprKind::Binary { .. } => one_word,
            ExprKind::Index { .. } | ExprKind::Field { .. } | ExprKind::Deref(_) => one_word,
            ExprKind::Call(call) => {
                matches!(call.callee, Callee::Builtin(Builtin::Append { .. }))
            }
            ExprKind::Convert {
                x,
                conv: Conv::Same,
            } => self.writes_once(x),
            ExprKind::Convert {
                conv: Conv::Numeric,
                ..
            } => one_word,
            _ => false,
        }
    }

    /// Assignment to memory, a map element or a part of a variable.
    fn assign_place(&mut self, place: &'p Expr, value: &'p Expr) {
        if let Some(more) = appended_to(place, value) {
            return self.assign_append(place, value, more);
        }
        if self.assign_large(place, value) {
            return;
        }
        self.hoist_place(place);
        self.hoist(value);
        // Only a plain variable is read after a map element has been made.
        let late = Self::is_map_element(place) && is_name(value);
        let early = (!late).then(|| self.expr(value, None));
        let target = self.place(place);
        let src = match early {
            // The value may be the variable of which a part is overwritten; parts are stored in order.
            Some(src) => src,
            None => self.expr(value, None),
        };
        self.store_place(target, place.ty, src);
    }

    /// Copies a value that is too large for registers from place to place; false if this is none.
    fn assign_large(&mut self, place: &'p Expr, value: &'p Expr) -> bool {
        let large = self.words(value.ty) > COPIED_WORDS_MAX;
        if !large || !self.is_place(value) || !self.is_place(place) {
            return false;
        }
        self.hoist_place(place);
        self.hoist_place(value);
        let from = self.place(value);
        let to = self.place(place);
        self.copy_place(to, from, value.ty);
        true
    }

    /// Computes in advance what is inside a place's operands (the place itself is no value).
    pub(super) fn hoist_place(&mut self, place: &'p Expr) {
        for_operands(place, &mut |operand| self.hoist(operand));
    }

    /// `s = append(s, x…)` on memory.
    fn assign_append(&mut self, place: &'p Expr, value: &'p Expr, more: &'p [Expr]) {
        self.hoist_place(place);
        more.iter().for_each(|arg| self.hoist(arg));
        let target = self.place(place);
        match target {
            Place::Memory { .. } => self.append_in_place(value, target, more),
            _ => {
                let src = self.expr(value, None);
                self.store_place(target, place.ty, src);
            }
        }
    }

    /// `a, b = f()` and the comma-ok forms.
    fn assign_tuple(&mut self, targets: &'p [Target], value: &'p Expr) {
        let Type::Tuple(parts) = self.unit.types.get(value.ty) else {
            return self.fail("internal error: several targets for one value");
        };
        let fresh = self.declare_regs(targets);
        let mark = self.mark();
        for target in targets {
            if let Target::Place(place) = target {
                self.hoist_place(place);
            }
        }
        let prepared: Vec<Prepared> = targets
            .iter()
            .map(|target| self.prepare_target(target))
            .collect();
        let prepared: Vec<Prepared> = prepared
            .into_iter()
            .map(|prepared| self.pin(prepared))
            .collect();
        let direct = self.declared_in_place(targets, parts, &fresh);
        let mut src = self.value(value, direct);
        if direct.is_some() {
            self.release(mark);
            return self.name_declared(targets, &fresh);
        }
        for (((target, prepared), &part), fresh) in
            targets.iter().zip(prepared).zip(parts).zip(&fresh)
        {
            match (target, fresh) {
                (Target::Declare(id), Some(reg)) => {
                    let ty = self.local(*id).map_or(part, |local| local.ty);
                    self.convert_part(src, part, ty, *reg);
                }
                _ => self.finish_target(target, prepared, part, src),
            }
            src = after(src, self.words(part));
        }
        self.release(mark);
        self.name_declared(targets, &fresh);
    }

    /// The first register, if the targets are new variables that lie one after the other just as the parts of the value do.
    fn declared_in_place(
        &self,
        targets: &[Target],
        parts: &[TypeId],
        fresh: &[Option<Reg>],
    ) -> Option<Reg> {
        let first = fresh.first().copied().flatten()?;
        let mut next = first;
        for ((target, &part), &reg) in targets.iter().zip(parts).zip(fresh) {
            let Target::Declare(id) = target else {
                return None;
            };
            if reg? != next || self.local(*id)?.ty != part {
                return None;
            }
            next = after(next, self.words(part));
        }
        Some(first)
    }

    /// Registers for the variables that a statement declares: of the value, or (for those in memory) of the cell.
    pub(super) fn declare_regs(&mut self, targets: &'p [Target]) -> Vec<Option<Reg>> {
        targets
            .iter()
            .map(|target| match target {
                Target::Declare(id) => {
                    let local = self.local(*id)?;
                    if self.lives_in_memory(local) {
                        // The cell itself is made when its value is known.
                        let cell = self.alloc(1);
                        self.place_cell_later(*id, cell);
                        None
                    } else {
                        Some(self.alloc_for(local.ty))
                    }
                }
                _ => None,
            })
            .collect()
    }

    /// Notes the register of a variable's cell; the variable gets its name at the end of the statement.
    fn place_cell_later(&mut self, id: LocalId, cell: Reg) {
        self.later_cells.push((id, cell));
    }

    /// The declared variables exist from here on.
    pub(super) fn name_declared(&mut self, targets: &[Target], fresh: &[Option<Reg>]) {
        for (target, fresh) in targets.iter().zip(fresh) {
            if let (Target::Declare(id), Some(reg)) = (target, fresh) {
                self.place_var(*id, Var::Regs(*reg));
            }
        }
    }

    pub(super) fn prepare_target(&mut self, target: &'p Target) -> Prepared {
        match target {
            Target::Place(place) => {
                let prepared = self.prepare(place);
                self.pin(prepared)
            }
            Target::Blank | Target::Declare(_) => Prepared::Blank,
        }
    }

    /// Stores the value of type `from` in `src..` to a target whose operands are prepared.
    pub(super) fn finish_target(
        &mut self,
        target: &'p Target,
        prepared: Prepared,
        from: TypeId,
        src: Reg,
    ) {
        match target {
            Target::Blank => {}
            Target::Declare(id) => {
                let Some(local) = self.local(*id) else { return };
                let cell = match self.later_cells.iter().position(|(later, _)| later == id) {
                    Some(index) => self.later_cells.swap_remove(index).1,
                    // The value was computed in the variable's registers.
                    None => return,
                };
                let mark = self.mark();
                let value = self.alloc_for(local.ty);
                self.convert_part(src, from, local.ty, value);
                self.emit_new(cell, local.ty);
                let words = self.words(local.ty);
                self.init_words(cell, 0, value, words);
                self.release(mark);
                self.place_var(*id, Var::Cell(cell));
            }
            Target::Place(place) => {
                let src = self.converted(src, from, place.ty);
                if let Some(target) = self.resolve(prepared) {
                    self.store_place(target, place.ty, src);
                }
            }
        }
    }

    /// A value converted to a type it is assignable to; in place when nothing changes.
    pub(super) fn converted(&mut self, src: Reg, from: TypeId, to: TypeId) -> Reg {
        if from == to {
            return src;
        }
        let dst = self.alloc_for(to);
        self.convert_part(src, from, to, dst);
        dst
    }

    /// Assigns a value in registers to a target of a range, receive or type switch; declares it if it is new.
    pub(super) fn assign_value(&mut self, target: Option<&'p Target>, from: TypeId, src: Reg) {
        let Some(target) = target else { return };
        match target {
            Target::Blank => {}
            Target::Declare(id) => {
                let ty = self.local(*id).map_or(from, |local| local.ty);
                let var = self.declare(*id);
                let mark = self.mark();
                let src = self.converted(src, from, ty);
                let words = self.words(ty);
                match var {
                    Var::Regs(reg) => self.move_regs(reg, src, words),
                    Var::Cell(cell) => self.init_words(cell, 0, src, words),
                }
                self.release(mark);
            }
            Target::Place(place) => {
                let mark = self.mark();
                self.hoist_place(place);
                let src = self.converted(src, from, place.ty);
                let to = self.place(place);
                self.store_place(to, place.ty, src);
                self.release(mark);
            }
        }
    }

    // ── x op= y ──

    pub(super) fn op_assign(&mut self, place: &'p Expr, op: BinOp, value: &'p Expr) {
        let mark = self.mark();
        if let Some((_, reg)) = self.register_local(place) {
            self.hoist(value);
            self.operate(op, place, reg, reg, value);
            return self.release(mark);
        }
        self.hoist_place(place);
        self.hoist(value);
        if let ExprKind::MapIndex { map, key, .. } = &place.kind {
            self.op_assign_map(place, (map, key), op, value);
        } else {
            let target = self.place(place);
            let old = self.load_place(target, place.ty, None);
            // A part of a variable in registers is computed where it is.
            let new = match target {
                Place::Regs(reg) => reg,
                _ => self.alloc_for(place.ty),
            };
            self.operate(op, place, new, old, value);
            self.store_place(target, place.ty, new);
        }
        self.release(mark);
    }

    fn op_assign_map(
        &mut self,
        place: &'p Expr,
        (map, key): (&'p Expr, &'p Expr),
        op: BinOp,
        value: &'p Expr,
    ) {
        let new = self.alloc_for(place.ty);
        let num = self.num(place.ty);
        let y = (!is_name(value)).then(|| self.expr(value, None));
        let map_reg = self.expr(map, None);
        let key = self.expr(key, None);
        let mut read = None;
        if matches!(op, BinOp::Div | BinOp::Rem) {
            // May panic, and must not leave an entry behind then.
            let types = self.map_types(map.ty);
            let words = self.words(types[0]);
            let base = self.alloc(1 + words);
            self.move_regs(base, map_reg, 1);
            self.move_regs(base + 1, key, words);
            self.pos = place.span.start;
            self.call_runtime("mapaccess1", &types, base);
            read = Some(self.load_place(Place::known(base, place.span.start), place.ty, None));
        }
        let operate = |this: &mut Self, old: Reg| match y {
            Some(y) => this.operate_regs(op, num, value.ty, new, old, y),
            None => this.operate(op, place, new, old, value),
        };
        if let Some(old) = read {
            operate(self, old);
        }
        self.pos = place.span.start;
        let addr = self.map_assign(map_reg, key, map.ty);
        let target = Place::known(addr, place.span.start);
        if read.is_none() {
            let old = self.load_place(target, place.ty, None);
            operate(self, old);
        }
        self.store_place(target, place.ty, new);
    }
}

/// The further operands if `value` is `append(place, …)` without spread.
fn appended_to<'p>(place: &Expr, value: &'p Expr) -> Option<&'p [Expr]> {
    let ExprKind::Call(call) = &value.kind else {
        return None;
    };
    let Callee::Builtin(Builtin::Append { spread: false }) = call.callee else {
        return None;
    };
    let (slice, more) = call.args.split_first()?;
    (same_place(place, slice) && value.ty == place.ty).then_some(more)
}

/// Whether two expressions name one place and can be evaluated once for both (cmd/compile: `SameSafeExpr`).
fn same_place(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (ExprKind::Local(a), ExprKind::Local(b)) => a == b,
        (ExprKind::Global(a), ExprKind::Global(b)) => a == b,
        (ExprKind::Deref(a), ExprKind::Deref(b)) => same_place(a, b),
        (ExprKind::Field { x: a, index: i }, ExprKind::Field { x: b, index: j }) => {
            i == j && same_place(a, b)
        }
        (ExprKind::Index { x: a, index: i }, ExprKind::Index { x: b, index: j }) => {
            let same_index =
                matches!((constant_index(i), constant_index(j)), (Some(i), Some(j)) if i == j);
            (same_index || same_place(i, j)) && same_place(a, b)
        }
        (ExprKind::MapIndex { map: a, key: i, .. }, ExprKind::MapIndex { map: b, key: j, .. }) => {
            (same_const(i, j) || same_place(i, j)) && same_place(a, b)
        }
        (
            ExprKind::Convert {
                x: a,
                conv: Conv::Same,
            },
            _,
        ) => same_place(a, b),
        (
            _,
            ExprKind::Convert {
                x: b,
                conv: Conv::Same,
            },
        ) => same_place(a, b),
        _ => false,
    }
}

fn same_const(a: &Expr, b: &Expr) -> bool {
    matches!((&a.kind, &b.kind), (ExprKind::Const(a), ExprKind::Const(b)) if a == b)
}

/// Whether an expression is a plain variable or constant.
fn is_name(e: &Expr) -> bool {
    matches!(
        e.kind,
        ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Const(_)
    )
}

/// Whether a value can be built right inside a new object.
fn is_literal(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::StructLit(_) | ExprKind::ArrayLit { .. } | ExprKind::Zero => true,
        ExprKind::Convert {
            x,
            conv: Conv::Same,
        } => is_literal(x),
        _ => false,
    }
}
