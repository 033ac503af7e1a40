//! The order in which package-level variables are initialised (Go spec, "Package initialization").
//!
//! A variable is initialised after the variables that its initialiser needs, directly or through functions; among those that are
//! ready, the one declared first comes first.

use std::collections::{BTreeMap, BTreeSet};

use super::checker::Checker;
use super::object::{ObjId, ObjKind, PkgId};
use super::typed::Init;

/// Variables of a package and which of them each one needs.
type Graph = BTreeMap<ObjId, BTreeSet<ObjId>>;

impl<'a> Checker<'a> {
    /// The initialisation steps of a package: variables by dependency, then its `init` functions.
    pub fn init_steps(&mut self, pkg: PkgId) -> Vec<Init> {
        let mut steps = Vec::new();
        let mut done = BTreeSet::new();
        for obj in self.var_order(pkg) {
            let Some(decl) = self.decl_index(obj).filter(|&decl| done.insert(decl)) else {
                continue;
            };
            let var = &self.var_decls[decl];
            let Some(value) = var.value.clone() else {
                continue;
            };
            let target = |&obj: &ObjId| match self.obj(obj).kind {
                ObjKind::Global { id, .. } if self.obj(obj).name != "_" => Some(id),
                _ => None,
            };
            steps.push(Init::Vars {
                package: self.packages[pkg.0 as usize].name.to_string(),
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

    fn decl_index(&self, obj: ObjId) -> Option<usize> {
        match self.obj(obj).kind {
            ObjKind::Global { decl, .. } => Some(decl),
            _ => None,
        }
    }

    /// The variables of a package in order of initialisation; reports cycles.
    pub fn var_order(&mut self, pkg: PkgId) -> Vec<ObjId> {
        let decls = self.packages[pkg.0 as usize].decls.clone();
        let vars: Vec<ObjId> = decls
            .into_iter()
            .filter(|&obj| self.decl_index(obj).is_some())
            .collect();
        let graph: Graph = vars
            .iter()
            .map(|&var| (var, self.needed_vars(var)))
            .collect();
        let mut needs: BTreeMap<ObjId, usize> = graph
            .iter()
            .map(|(&var, needs)| (var, needs.len()))
            .collect();
        let mut order = Vec::new();
        // The next one needs least; when it still needs something, that is a cycle.
        while let Some((&next, &count)) = needs.iter().min_by_key(|&(var, &count)| (count, *var)) {
            if count > 0 {
                self.report_cycle_through(next);
            }
            needs.remove(&next);
            for (var, count) in needs.iter_mut() {
                if graph[var].contains(&next) {
                    *count -= 1;
                }
            }
            order.push(next);
        }
        order
    }

    /// What a declaration mentions of its own package, in source order.
    fn own_deps(&self, obj: ObjId) -> Vec<ObjId> {
        let key = match self.decl_index(obj) {
            Some(decl) => self.var_decls[decl].objs.first().copied().unwrap_or(obj),
            None => obj,
        };
        let pkg = self.obj(obj).pkg;
        let mut deps: Vec<ObjId> = self.deps.get(&key).into_iter().flatten().copied().collect();
        deps.retain(|&dep| self.obj(dep).pkg == pkg);
        deps
    }

    /// The variables that a variable needs, directly or through functions.
    fn needed_vars(&self, var: ObjId) -> BTreeSet<ObjId> {
        let mut needed = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut queue = self.own_deps(var);
        while let Some(obj) = queue.pop() {
            if self.decl_index(obj).is_some() {
                needed.insert(obj);
            } else if seen.insert(obj) {
                queue.extend(self.own_deps(obj));
            }
        }
        needed
    }

    /// Reports the cycle of declarations that leads from a variable back to it, if there is one.
    fn report_cycle_through(&mut self, var: ObjId) {
        let Some(cycle) = self.path_back(var) else {
            return;
        };
        if cycle.iter().any(|obj| self.reported_cycles.contains(obj)) {
            return;
        }
        self.reported_cycles.extend(cycle.iter().copied());
        let file = self.obj(var).file;
        self.in_file(file, |c| c.report_init_cycle(&cycle));
    }

    /// A way from a declaration back to itself, found depth first.
    fn path_back(&self, var: ObjId) -> Option<Vec<ObjId>> {
        let mut seen = BTreeSet::new();
        let mut path = vec![(var, self.own_deps(var).into_iter())];
        while let Some((_, rest)) = path.last_mut() {
            match rest.next() {
                Some(next) if next == var => {
                    return Some(path.iter().map(|(obj, _)| *obj).collect());
                }
                Some(next) if seen.insert(next) => {
                    path.push((next, self.own_deps(next).into_iter()))
                }
                Some(_) => {}
                None => {
                    path.pop();
                }
            }
        }
        None
    }
}
