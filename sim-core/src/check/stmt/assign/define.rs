//! Definitions inside functions: `a, b := x, y` and `var a, b T = x, y`.

use gosyn::ast::{self, Expression};

use super::Inits;
use crate::check::checker::Checker;
use crate::check::expr_text::expr_text;
use crate::check::object::{ObjId, ObjKind};
use crate::check::typed::{Stmt, StmtKind, Target};
use crate::check::types::TypeId;
use crate::source::{Pos, Span};

/// What stands on the left of `:=`.
enum Slot<'a> {
    New(&'a str, Pos),
    Existing(ObjId),
    Bad,
}

impl<'a> Checker<'a> {
    pub(super) fn define(&mut self, stmt: &'a ast::AssignStmt) -> Option<StmtKind> {
        let mut seen: Vec<&str> = Vec::new();
        let mut slots: Vec<Slot<'a>> = Vec::new();
        let mut has_error = false;
        for e in &stmt.left {
            let Expression::Ident(ident) = e else {
                self.use_expr(e);
                self.error(
                    self.start(e),
                    format!("non-name {} on left side of :=", expr_text(e)),
                );
                has_error = true;
                slots.push(Slot::Bad);
                continue;
            };
            let name: &'a str = &ident.name;
            if name != "_" && seen.contains(&name) {
                self.error(
                    self.pos(ident.pos),
                    format!("{name} repeated on left side of :="),
                );
                has_error = true;
                slots.push(Slot::Bad);
                continue;
            }
            seen.push(name);
            let existing = self
                .env
                .scopes
                .last()
                .and_then(|scope| scope.names.get(name))
                .copied()
                .filter(|_| name != "_");
            slots.push(match existing {
                Some(obj) if matches!(self.obj(obj).kind, ObjKind::Local { .. }) => {
                    Slot::Existing(obj)
                }
                Some(_) => {
                    self.error(self.pos(ident.pos), format!("cannot assign to {name}"));
                    has_error = true;
                    Slot::Bad
                }
                None => Slot::New(name, self.pos(ident.pos)),
            });
        }
        let types: Vec<Option<TypeId>> = slots.iter().map(|slot| self.slot_type(slot)).collect();
        let names: Vec<&str> = vec![""; types.len()];
        let values: Vec<&'a Expression> = stmt.right.iter().collect();
        let inits = self.init_values(&types, &names, &values, "assignment", None);
        let any_new = slots
            .iter()
            .any(|slot| matches!(slot, Slot::New(name, _) if *name != "_"));
        if !any_new && !has_error {
            self.error(self.pos(stmt.pos), "no new variables on left side of :=");
        }
        let mut targets = Vec::new();
        let mut failed = inits.values.is_empty() || has_error;
        let mut fresh = Vec::new();
        for (slot, ty) in slots.into_iter().zip(inits.types) {
            match slot {
                Slot::New(name, pos) => {
                    let (obj, id) = self.new_var(name, ty, pos);
                    fresh.push(obj);
                    targets.push(self.declare_target(name, id));
                }
                Slot::Existing(obj) => match self.existing_target(obj) {
                    Some(target) => targets.push(target),
                    None => failed = true,
                },
                Slot::Bad => failed = true,
            }
        }
        fresh.into_iter().for_each(|obj| self.declare_local(obj));
        if failed {
            return None;
        }
        Some(StmtKind::Define {
            targets,
            values: inits.values,
        })
    }

    fn slot_type(&self, slot: &Slot<'a>) -> Option<TypeId> {
        match slot {
            Slot::Existing(obj) => match self.obj(*obj).kind {
                ObjKind::Local { ty, .. } => Some(ty),
                _ => None,
            },
            _ => None,
        }
    }

    /// A variable on the left of `:=` that exists already.
    fn existing_target(&mut self, obj: ObjId) -> Option<Target> {
        let ObjKind::Local { level, id, ty } = self.obj(obj).kind else {
            return None;
        };
        let pos = self.obj(obj).pos;
        let place = self.local_expr(
            level,
            id,
            ty,
            Span {
                start: pos,
                end: pos,
            },
        );
        self.mark_assigned(&place);
        Some(Target::Place(place))
    }

    /// `var a, b T = x, y` inside a function.
    pub(in crate::check) fn local_vars(
        &mut self,
        spec: &'a ast::VarSpec,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let declared = spec.typ.as_ref().map(|typ| self.var_type(typ));
        let types = vec![declared; spec.name.len()];
        let names: Vec<&str> = spec.name.iter().map(|name| name.name.as_str()).collect();
        let values: Vec<&'a Expression> = spec.values.iter().collect();
        let arity_ok = spec.values.is_empty()
            || spec.values.len() == spec.name.len()
            || spec.values.len() == 1;
        let inits = match () {
            _ if spec.values.is_empty() => Inits {
                values: Vec::new(),
                types: vec![declared.unwrap_or(self.t.invalid); names.len()],
            },
            _ if arity_ok => {
                let context = if spec.name.len() == 1 || values.len() > 1 {
                    "variable declaration"
                } else {
                    "assignment"
                };
                self.init_values(&types, &names, &values, context, None)
            }
            _ => {
                values.iter().for_each(|value| {
                    self.use_expr(value);
                });
                let at = spec
                    .name
                    .first()
                    .map_or(span.start, |name| self.pos(name.pos));
                self.check_arity(at, &spec.name, &spec.values, false, false);
                self.failed(&types)
            }
        };
        let mut targets = Vec::new();
        let mut fresh = Vec::new();
        for (name, &ty) in spec.name.iter().zip(&inits.types) {
            let (obj, id) = self.new_var(&name.name, ty, self.pos(name.pos));
            fresh.push(obj);
            targets.push(self.declare_target(&name.name, id));
        }
        fresh.into_iter().for_each(|obj| self.declare_local(obj));
        let failed = inits.values.is_empty() && !spec.values.is_empty();
        if !failed {
            out.push(Stmt {
                kind: StmtKind::Define {
                    targets,
                    values: inits.values,
                },
                span,
            });
        }
    }
}
