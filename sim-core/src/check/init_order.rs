//! The order in which package-level variables are initialised (Go spec, "Package initialization").
//!
//! A variable is initialised after the variables that its initialiser needs, directly or through functions; among those that are
//! ready, the one declared first comes first.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::object::{ObjId, ObjKind, PkgId};
use super::typed::Init;

impl<'a> Checker<'a> {
    /// The initialisation steps of a package: variables by dependency, then its `init` functions.
    pub fn init_steps(&mut self, pkg: PkgId) -> Vec<Init> {
        let mut steps = Vec::new();
        let order = self.var_order(pkg);
        let mut done = BTreeSet::new();
        for decl in order {
            if !done.insert(decl) {
                continue;
            }
            let var = &self.var_decls[decl];
            let Some(value) = var.value.clone() else {
                continue;
            };
            let target = |&obj: &ObjId| match self.obj(obj).kind {
                ObjKind::Global { id, .. } if self.obj(obj).name != "_" => Some(id),
                _ => None,
            };
            steps.push(Init::Vars {
                targets: var.objs.iter().map(target).collect(),
                value,
            });
        }
        let inits = self.packages[pkg.0 as usize].inits.clone();
        for obj in inits {
            let func = self.func_instance(obj, Vec::new());
            steps.push(Init::Call(func));
        }
        steps
    }

    /// The variable declarations of a package in order of initialisation; reports cycles.
    fn var_order(&mut self, pkg: PkgId) -> Vec<usize> {
        let decls = self.packages[pkg.0 as usize].decls.clone();
        let decl_of = |c: &Self, obj: ObjId| match c.obj(obj).kind {
            ObjKind::Global { decl, .. } => Some(decl),
            _ => None,
        };
        let mut order = Vec::new();
        let mut placed = BTreeSet::new();
        for &obj in &decls {
            if decl_of(self, obj).is_some() {
                self.place_var(obj, &mut placed, &mut order);
            }
        }
        order
    }

    /// Places the variables that `obj` needs, then `obj`.
    fn place_var(&mut self, obj: ObjId, placed: &mut BTreeSet<ObjId>, order: &mut Vec<usize>) {
        // Depth first over variables and functions, with an explicit stack: (object, next dependency).
        let mut stack: Vec<(ObjId, Vec<ObjId>)> = Vec::new();
        if placed.insert(obj) {
            stack.push((obj, self.sorted_deps(obj)));
        }
        while let Some((here, rest)) = stack.last_mut() {
            let here = *here;
            match rest.pop() {
                Some(next) => {
                    let on_stack = stack.iter().position(|(other, _)| *other == next);
                    if let Some(start) = on_stack {
                        let cycle: Vec<ObjId> =
                            stack[start..].iter().map(|(other, _)| *other).collect();
                        self.report_var_cycle(cycle);
                    } else if placed.insert(next) {
                        let deps = self.sorted_deps(next);
                        stack.push((next, deps));
                    }
                }
                None => {
                    stack.pop();
                    if let ObjKind::Global { decl, .. } = self.obj(here).kind {
                        order.push(decl);
                    }
                }
            }
        }
    }

    /// What a declaration mentions, last declared first (so that popping goes in source order).
    fn sorted_deps(&self, obj: ObjId) -> Vec<ObjId> {
        let key = match self.obj(obj).kind {
            ObjKind::Global { decl, .. } => {
                self.var_decls[decl].objs.first().copied().unwrap_or(obj)
            }
            _ => obj,
        };
        let mut deps: Vec<ObjId> = self.deps.get(&key).into_iter().flatten().copied().collect();
        let same_pkg = self.obj(obj).pkg;
        deps.retain(|&dep| self.obj(dep).pkg == same_pkg);
        deps.sort_by_key(|&dep| std::cmp::Reverse(self.obj(dep).pos));
        deps
    }

    /// Reports a cycle that contains a variable.
    fn report_var_cycle(&mut self, cycle: Vec<ObjId>) {
        let is_var = |c: &Self, obj: ObjId| matches!(c.obj(obj).kind, ObjKind::Global { .. });
        let Some(start) = cycle.iter().position(|&obj| is_var(self, obj)) else {
            return;
        };
        let order: Vec<ObjId> = cycle[start..]
            .iter()
            .chain(&cycle[..start])
            .copied()
            .collect();
        if self.reported_cycles.insert(order[0]) {
            let file = self.obj(order[0]).file;
            self.in_file(file, |c| c.report_init_cycle(&order));
        }
    }
}
