//! Parallel assignment `a, b = x, y`, and `return x, y` into result variables.
//!
//! The Go compiler (cmd/compile, `ascompatee`) carries out one assignment after the other and computes in advance only what an
//! earlier one of them could change. That decides what is visible of `a, b = b, a` on shared variables: load a, load b, store a,
//! store b. The same is done here.
//!
//! Invariant: calls and whatever else is moved to the front (`hoist.rs`) is computed before any of this.

use super::super::body::after;
use super::super::body::{Body, Var};
use super::super::place::{Place, Prepared};
use crate::bytecode::Reg;
use crate::check::typed::{Expr, ExprKind, LocalId, Target};
use crate::check::types::{Type, TypeId};
use crate::check::walk::for_operands;

/// What the assignments so far may have changed.
#[derive(Default)]
struct Changed {
    /// Variables in registers.
    variables: Vec<LocalId>,
    /// Memory, anywhere.
    memory: bool,
    /// A result that a deferred call could see: everything that may panic must have been computed.
    results: bool,
}

/// One assignment with what had to be computed in advance.
struct Pair<'p> {
    target: &'p Target,
    value: &'p Expr,
    prepared: Option<Prepared>,
    early: Option<Reg>,
    /// Registers of a variable declared here.
    fresh: Option<Reg>,
}

impl<'p> Body<'_, 'p> {
    pub(super) fn assign_parallel(&mut self, targets: &'p [Target], values: &'p [Expr]) {
        let fresh = self.declare_regs(targets);
        let mark = self.mark();
        for target in targets {
            if let Target::Place(place) = target {
                self.hoist_place(place);
            }
        }
        values.iter().for_each(|value| self.hoist(value));
        let mut changed = Changed::default();
        let mut pairs = Vec::with_capacity(values.len());
        for ((target, value), &fresh) in targets.iter().zip(values).zip(&fresh) {
            let prepared = self.prepare_early(target, &changed);
            let early = self.value_early(value, &changed);
            self.note_change(target, &mut changed);
            pairs.push(Pair {
                target,
                value,
                prepared,
                early,
                fresh,
            });
        }
        for pair in pairs {
            self.assign_pair(pair);
        }
        self.release(mark);
        self.name_declared(targets, &fresh);
    }

    /// The operands of a target, if an earlier assignment may change them.
    fn prepare_early(&mut self, target: &'p Target, changed: &Changed) -> Option<Prepared> {
        let Target::Place(place) = target else {
            return None;
        };
        let mut affected = false;
        for_operands(place, &mut |operand| {
            affected |= self.is_affected(operand, changed)
        });
        affected.then(|| self.prepare_target(target))
    }

    /// A value, if an earlier assignment may change it.
    fn value_early(&mut self, value: &'p Expr, changed: &Changed) -> Option<Reg> {
        if !self.is_affected(value, changed) {
            return None;
        }
        let reg = self.expr(value, None);
        let words = self.words(value.ty);
        Some(self.pin_regs(reg, words))
    }

    /// Whether the assignments so far may change what an expression gives.
    fn is_affected(&mut self, e: &Expr, changed: &Changed) -> bool {
        if changed.results {
            return true;
        }
        if self.hoisted_value(e).is_some() {
            return false;
        }
        match &e.kind {
            ExprKind::Local(id) => match self.var(*id) {
                Var::Regs(_) => changed.variables.contains(id),
                Var::Cell(_) => changed.memory,
            },
            ExprKind::Global(_) => changed.memory,
            _ if changed.memory && reads_memory(e) => true,
            _ => {
                let mut found = false;
                for_operands(e, &mut |operand| {
                    found = found || self.is_affected(operand, changed)
                });
                found
            }
        }
    }

    fn note_change(&mut self, target: &Target, changed: &mut Changed) {
        let Target::Place(place) = target else { return };
        match &place.kind {
            ExprKind::Local(id) => match self.var(*id) {
                Var::Regs(_) if self.epilogue.is_some() && self.results.contains(id) => {
                    changed.results = true
                }
                Var::Regs(_) => changed.variables.push(*id),
                Var::Cell(_) => changed.memory = true,
            },
            // A part of a variable in registers changes that variable.
            _ => match self.base_local(place) {
                Some(id) if matches!(self.var(id), Var::Regs(_)) => changed.variables.push(id),
                _ => changed.memory = true,
            },
        }
    }

    /// The variable of which a place is a part, if no pointer lies between.
    fn base_local(&self, place: &Expr) -> Option<LocalId> {
        match &place.kind {
            ExprKind::Local(id) => Some(*id),
            ExprKind::Field { x, .. } => self.base_local(x),
            ExprKind::Index { x, .. } => match self.unit.underlying(x.ty) {
                Type::Array(..) => self.base_local(x),
                _ => None,
            },
            _ => None,
        }
    }

    fn assign_pair(&mut self, pair: Pair<'p>) {
        let Pair {
            target,
            value,
            prepared,
            early,
            fresh,
        } = pair;
        match (target, fresh) {
            (Target::Blank, _) => {
                if early.is_none() {
                    self.discard(value);
                }
            }
            (Target::Declare(_), Some(reg)) => match early {
                Some(src) => {
                    let words = self.words(value.ty);
                    self.move_regs(reg, src, words);
                }
                None => {
                    self.expr(value, Some(reg));
                }
            },
            (Target::Declare(_), None) => {
                let src = early.unwrap_or_else(|| self.expr(value, None));
                self.finish_target(target, Prepared::Blank, value.ty, src);
            }
            (Target::Place(place), _) => self.assign_pair_place(place, value, prepared, early),
        }
    }

    fn assign_pair_place(
        &mut self,
        place: &'p Expr,
        value: &'p Expr,
        prepared: Option<Prepared>,
        early: Option<Reg>,
    ) {
        let mark = self.mark();
        match (&place.kind, early) {
            (ExprKind::Local(id), None) => {
                if let Var::Regs(reg) = self.var(*id) {
                    self.assign_register(*id, reg, value);
                    return self.release(mark);
                }
            }
            (ExprKind::Local(id), Some(src)) => {
                let to = self.local_place(*id);
                self.store_place(to, place.ty, src);
                return self.release(mark);
            }
            _ => {}
        }
        // The element of a map is made before a value that is still to come is computed.
        let prepared = match prepared {
            None if Self::is_map_element(place) => Some(self.prepare(place)),
            prepared => prepared,
        };
        let (to, src): (Option<Place>, Reg) = match prepared {
            Some(prepared @ Prepared::Map { .. }) => {
                let to = self.resolve(prepared);
                (to, early.unwrap_or_else(|| self.expr(value, None)))
            }
            Some(prepared) => {
                let src = early.unwrap_or_else(|| self.expr(value, None));
                (self.resolve(prepared), src)
            }
            None => {
                let src = early.unwrap_or_else(|| self.expr(value, None));
                (Some(self.place(place)), src)
            }
        };
        if let Some(to) = to {
            self.store_place(to, place.ty, src);
        }
        self.release(mark);
    }

    /// Stores the values of a return statement in the result variables.
    pub(super) fn assign_results(&mut self, results: &[LocalId], values: &'p [Expr]) {
        let mark = self.mark();
        values.iter().for_each(|value| self.hoist(value));
        match values {
            [tuple] if matches!(self.unit.types.get(tuple.ty), Type::Tuple(_)) => {
                self.assign_result_tuple(results, tuple)
            }
            values => self.assign_result_values(results, values),
        }
        self.release(mark);
    }

    fn assign_result_tuple(&mut self, results: &[LocalId], tuple: &'p Expr) {
        let Type::Tuple(parts) = self.unit.types.get(tuple.ty) else {
            return;
        };
        let mut src = self.expr(tuple, None);
        for (&id, &part) in results.iter().zip(parts) {
            self.store_result(id, part, src);
            src = after(src, self.words(part));
        }
    }

    fn assign_result_values(&mut self, results: &[LocalId], values: &'p [Expr]) {
        let mut changed = Changed::default();
        let mut early = Vec::with_capacity(values.len());
        for (&id, value) in results.iter().zip(values) {
            early.push(self.value_early(value, &changed));
            match self.var(id) {
                // The result variable itself: nothing is assigned.
                _ if is_local(value, id) => {}
                Var::Cell(_) => changed.memory = true,
                Var::Regs(_) if self.epilogue.is_some() => changed.results = true,
                Var::Regs(_) => changed.variables.push(id),
            }
        }
        for ((&id, value), early) in results.iter().zip(values).zip(early) {
            if is_local(value, id) {
                continue;
            }
            match (early, self.var(id)) {
                (None, Var::Regs(reg)) => self.assign_register(id, reg, value),
                (early, _) => {
                    let src = early.unwrap_or_else(|| self.expr(value, None));
                    self.store_result(id, value.ty, src);
                }
            }
        }
    }

    fn store_result(&mut self, id: LocalId, from: TypeId, src: Reg) {
        let Some(local) = self.local(id) else { return };
        let src = self.converted(src, from, local.ty);
        let place = self.local_place(id);
        self.store_place(place, local.ty, src);
    }
}

fn is_local(e: &Expr, id: LocalId) -> bool {
    matches!(&e.kind, ExprKind::Local(other) if *other == id)
}

/// Whether an operation itself (not its operands) looks at memory.
fn reads_memory(e: &Expr) -> bool {
    !matches!(
        e.kind,
        ExprKind::Const(_)
            | ExprKind::Zero
            | ExprKind::Func(_)
            | ExprKind::Unary { .. }
            | ExprKind::Binary { .. }
            | ExprKind::Field { .. }
            | ExprKind::Convert { .. }
    )
}
