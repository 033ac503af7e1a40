//! The function under construction: its variables, captures, jump targets, and what is known about each variable.
//!
//! Functions nest: [`super::checker::Env::funcs`] holds the enclosing ones, outermost first. A variable of an enclosing function is
//! reached through one [`Capture`] per level; facts about it (assigned, address taken) are noted at the level that declares it.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::object::{ObjId, ObjKind};
use super::typed::{Capture, Expr, ExprKind, FuncId, LabelId, Local, LocalId};
use super::types::{Type, TypeId};
use crate::source::{Pos, Span};

/// What is known about a variable beside its [`Local`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LocalFacts {
    /// Assigned other than by its declaration.
    pub assigned: bool,
    /// A result: closures always share it.
    pub is_result: bool,
    /// A method's receiver.
    pub is_receiver: bool,
    /// The variable (level, id) of an enclosing function that this one stands for.
    pub root: Option<(usize, LocalId)>,
}

/// A statement that `break` or `continue` may leave.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    /// Its label in the source.
    pub name: Option<&'a str>,
    /// Its id.
    pub id: LabelId,
    /// Whether `continue` may name it.
    pub is_loop: bool,
}

/// A function under construction.
#[derive(Clone, Debug)]
pub(super) struct FuncCtx<'a> {
    /// Its id; `None` while a generic body is checked for errors only.
    pub id: Option<FuncId>,
    /// Its name as Go prints it.
    pub name: String,
    /// Whether it is a function literal.
    pub is_closure: bool,
    /// All variables so far.
    pub locals: Vec<Local>,
    /// Facts, parallel to `locals`.
    pub facts: Vec<LocalFacts>,
    /// Variables of the enclosing function that it uses.
    pub captures: Vec<Capture>,
    /// Result types.
    pub results: Vec<TypeId>,
    /// Result variables.
    pub result_locals: Vec<LocalId>,
    /// Whether the results have names, be they all blank.
    pub has_named_results: bool,
    /// Result objects by name when the user named them.
    pub named_results: Vec<ObjId>,
    /// Function literals directly inside, with their contexts, for the final decision about captures.
    pub nested: Vec<FinishedClosure>,
    /// Function literals so far, for their names.
    pub closure_count: u32,
    /// Bodies of ranges over functions so far, for their names.
    pub range_count: u32,
    /// A loop over a function returns from it, so that its results are variables all the time, as if they had names.
    pub returns_from_loops: bool,
    /// The variable that names this call for deferred calls of loops over functions, until the outermost such loop is complete.
    pub defer_token: Option<LocalId>,
    /// Next label number.
    pub next_label: u32,
    /// Statements that may be left, innermost last.
    pub targets: Vec<Target<'a>>,
    /// Labels for goto, by name.
    pub goto_labels: BTreeMap<&'a str, LabelId>,
    /// The label directly before the statement at hand.
    pub pending_label: Option<&'a str>,
    /// Contains `defer`.
    pub has_defer: bool,
    /// Calls `recover`.
    pub has_recover: bool,
    /// Variables to report when unused: all declared local variable objects.
    pub declared: Vec<ObjId>,
    /// Set when this is the body of a range-over-func loop.
    pub range_func: Option<super::stmt::range_func::LoopBody>,
}

/// A finished function literal, waiting for its outermost function to be finished.
#[derive(Clone, Debug)]
pub(super) struct FinishedClosure {
    /// Its function.
    pub func: FuncId,
    /// Literals inside it.
    pub nested: Vec<FinishedClosure>,
}

impl<'a> FuncCtx<'a> {
    /// A function without variables yet.
    pub fn new(id: Option<FuncId>, name: String, is_closure: bool) -> FuncCtx<'a> {
        FuncCtx {
            id,
            name,
            is_closure,
            locals: Vec::new(),
            facts: Vec::new(),
            captures: Vec::new(),
            results: Vec::new(),
            result_locals: Vec::new(),
            has_named_results: false,
            named_results: Vec::new(),
            nested: Vec::new(),
            closure_count: 0,
            range_count: 0,
            returns_from_loops: false,
            defer_token: None,
            next_label: 0,
            targets: Vec::new(),
            goto_labels: BTreeMap::new(),
            pending_label: None,
            has_defer: false,
            has_recover: false,
            declared: Vec::new(),
            range_func: None,
        }
    }

    /// Adds a variable.
    pub fn add_local(&mut self, name: &str, ty: TypeId, pos: Pos) -> LocalId {
        let local = Local {
            name: name.to_string(),
            ty,
            pos,
            address_taken: false,
            captured_by_ref: false,
            is_param: false,
        };
        self.locals.push(local);
        self.facts.push(LocalFacts::default());
        LocalId(self.locals.len() as u32 - 1)
    }

    /// A fresh label.
    pub fn new_label(&mut self) -> LabelId {
        self.next_label += 1;
        LabelId(self.next_label - 1)
    }
}

impl<'a> Checker<'a> {
    /// The innermost function under construction.
    pub fn func(&mut self) -> Option<&mut FuncCtx<'a>> {
        self.env.funcs.last_mut()
    }

    /// Adds a variable of the innermost function without declaring a name.
    pub fn new_local(&mut self, name: &str, ty: TypeId, pos: Pos) -> LocalId {
        match self.func() {
            Some(func) => func.add_local(name, ty, pos),
            None => LocalId(0),
        }
    }

    /// What a variable of the function at `level` is, in the compiler's words.
    pub fn local_kind(&self, level: usize, id: LocalId) -> &'static str {
        let func = self.env.funcs.get(level);
        let facts = func.and_then(|func| func.facts.get(id.0 as usize));
        let local = func.and_then(|func| func.locals.get(id.0 as usize));
        match (facts, local) {
            (Some(facts), _) if facts.is_receiver => "receiver",
            (Some(facts), _) if facts.is_result => "result variable",
            (_, Some(local)) if local.is_param => "parameter",
            _ => "local variable",
        }
    }

    /// A fresh label of the innermost function.
    pub fn new_label(&mut self) -> LabelId {
        self.func().map_or(LabelId(0), |func| func.new_label())
    }

    /// Makes a local variable's object, without entering it into a scope.
    pub fn new_var(&mut self, name: &'a str, ty: TypeId, pos: Pos) -> (ObjId, LocalId) {
        let id = self.new_local(name, ty, pos);
        let level = self.env.funcs.len().saturating_sub(1);
        let obj = self.add_object(name, pos, ObjKind::Local { level, id, ty });
        if name != "_"
            && let Some(func) = self.func()
        {
            func.declared.push(obj);
        }
        (obj, id)
    }

    /// The expression that reads variable `id` of the function at `level` from the innermost function, through captures.
    pub fn local_expr(&mut self, level: usize, id: LocalId, ty: TypeId, span: Span) -> Expr {
        let innermost = self.env.funcs.len().saturating_sub(1);
        let mut here = id;
        for inner in level + 1..=innermost {
            here = self.capture(inner, here, level, id);
        }
        Expr {
            kind: ExprKind::Local(here),
            ty,
            span,
        }
    }

    /// The local of the function at level `inner` that stands for `outer` of the function around it.
    fn capture(
        &mut self,
        inner: usize,
        outer: LocalId,
        root_level: usize,
        root: LocalId,
    ) -> LocalId {
        if let Some(capture) = self.env.funcs[inner]
            .captures
            .iter()
            .find(|capture| capture.outer == outer)
        {
            return capture.inner;
        }
        let source = &self.env.funcs[inner - 1].locals[outer.0 as usize];
        let (name, ty, pos) = (source.name.clone(), source.ty, source.pos);
        let func = &mut self.env.funcs[inner];
        let id = func.add_local(&name, ty, pos);
        func.locals[id.0 as usize].is_param = true;
        func.facts[id.0 as usize].root = Some((root_level, root));
        func.captures.push(Capture {
            outer,
            inner: id,
            by_ref: false,
        });
        id
    }

    /// The declaring level and id of a local of the innermost function.
    fn root_of(&self, id: LocalId) -> Option<(usize, LocalId)> {
        let level = self.env.funcs.len().checked_sub(1)?;
        let facts = self.env.funcs[level].facts.get(id.0 as usize)?;
        Some(facts.root.unwrap_or((level, id)))
    }

    /// Notes that a place is assigned to: if it is (part of) a variable, closures must share that variable.
    pub fn mark_assigned(&mut self, place: &Expr) {
        if let Some((level, id)) = self.base_local(place).and_then(|id| self.root_of(id)) {
            self.env.funcs[level].facts[id.0 as usize].assigned = true;
        }
    }

    /// Notes that the address of a place is taken: if it is (part of) a variable, that variable lives in memory.
    pub fn mark_address_taken(&mut self, place: &Expr) {
        if let Some((level, id)) = self.base_local(place).and_then(|id| self.root_of(id)) {
            self.env.funcs[level].locals[id.0 as usize].address_taken = true;
        }
    }

    /// The variable that a place is a part of, unless a pointer or slice lies between.
    fn base_local(&self, place: &Expr) -> Option<LocalId> {
        let mut place = place;
        loop {
            match &place.kind {
                ExprKind::Local(id) => return Some(*id),
                ExprKind::Field { x, .. } => place = x,
                ExprKind::Index { x, .. }
                    if matches!(self.types.underlying(x.ty), Type::Array(..)) =>
                {
                    place = x
                }
                _ => return None,
            }
        }
    }
}
