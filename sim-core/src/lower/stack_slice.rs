//! Which slice variables get their first array on the stack: since Go 1.25 the first append to an empty slice that never leaves its
//! function uses a buffer of 32 bytes there (cmd/compile, ssagen `append`; escape decides which appends may).
//!
//! The decision here is on the safe side: a variable counts as staying only if each mention of it is of a kind that keeps it. Where the
//! real compiler sees further (through inlined calls, other variables, results), the array comes from the heap, as it did before.
//!
//! Invariants: a variable in memory never has a buffer; the first append in the text uses the buffer, at most once per call.

use super::unit::Unit;
use crate::check::typed::{
    BinOp, Builtin, Call, Callee, Conv, Expr, ExprKind, Func, FuncId, LocalId, RangeOver, Stmt,
    StmtKind, Target,
};
use crate::check::types::{Type, TypeId};
use crate::check::walk::{self, Walk, for_operands};
use crate::versions;

/// Bytes of a buffer.
const BUFFER_BYTES: u64 = 32;
/// Calls followed into one another to see what becomes of an argument.
const CALLS_MAX: usize = 6;

/// The variables of a function that have a buffer, with how many elements it holds.
pub(super) fn buffered(unit: &Unit<'_>, func: &Func) -> Vec<(LocalId, u64)> {
    if func.prelude || !versions::STACK_APPEND.is_in(unit.program.go_minor) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, local) in func.locals.iter().enumerate() {
        let id = LocalId(index as u32);
        let Some(elems) = buffer_elems(unit, local.ty).filter(|_| !local.escapes()) else {
            continue;
        };
        let is_own = !local.is_param && !func.results.contains(&id);
        if is_own && stays(unit, func, id, CALLS_MAX) {
            found.push((id, elems));
        }
    }
    found
}

/// How many elements a buffer for a slice type holds, if any.
fn buffer_elems(unit: &Unit<'_>, ty: TypeId) -> Option<u64> {
    let Type::Slice(elem) = unit.underlying(ty) else {
        return None;
    };
    let bytes = unit.layout(*elem).bytes;
    (1..=BUFFER_BYTES)
        .contains(&bytes)
        .then(|| BUFFER_BYTES / bytes)
}

/// Whether no mention of a slice variable lets its array out of the function.
fn stays(unit: &Unit<'_>, func: &Func, id: LocalId, calls_left: usize) -> bool {
    let mut search = Search {
        unit,
        id,
        calls_left,
        leaves: false,
    };
    search.stmts(&func.body);
    !search.leaves
}

/// A walk that ends up knowing whether the variable leaves.
struct Search<'s, 'p> {
    unit: &'s Unit<'p>,
    id: LocalId,
    calls_left: usize,
    leaves: bool,
}

impl Walk for Search<'_, '_> {
    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            // Their arguments outlive the statement.
            StmtKind::Go(x) | StmtKind::Defer(x) | StmtKind::DeferAt(_, x) => {
                for_operands(x, &mut |part| self.expr(part))
            }
            _ => walk::parts_of_stmt(self, stmt),
        }
    }

    fn range(&mut self, over: &RangeOver) {
        match over {
            RangeOver::Slice(x) if self.is_it(x) => {}
            _ => walk::parts_of_range(self, over),
        }
    }

    fn target(&mut self, target: &Target) {
        match target {
            Target::Place(place) if !self.is_it(place) => self.expr(place),
            _ => {}
        }
    }

    /// `s = append(s, …)` and `s = s[i:j]` keep the array where it is; any other way to a variable lets it out.
    fn assign(&mut self, targets: &[Target], values: &[Expr]) {
        targets.iter().for_each(|target| self.target(target));
        for (index, value) in values.iter().enumerate() {
            let to_itself = matches!(targets.get(index), Some(Target::Place(place)) if self.is_it(place))
                && targets.len() == values.len();
            match &value.kind {
                ExprKind::Call(call) if to_itself && self.appends_to_it(call) => {
                    self.appended(call)
                }
                ExprKind::SliceExpr { x, lo, hi, max } if to_itself && self.is_it(x) => {
                    let bounds = [lo, hi, max].into_iter().flatten();
                    bounds.for_each(|bound| self.expr(bound));
                }
                _ => self.expr(value),
            }
        }
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Local(id) => self.leaves |= *id == self.id,
            ExprKind::Closure(id) => self.closure(*id),
            ExprKind::Index { x, index } if self.is_it(x) => self.expr(index),
            ExprKind::AddrOf(x) => self.address(x),
            ExprKind::SliceExpr { x, .. } if self.is_inside(x) => self.leaves = true,
            ExprKind::Binary {
                op: BinOp::Eq | BinOp::Ne,
                x,
                y,
            } if self.is_it(x) => self.expr(y),
            ExprKind::Binary {
                op: BinOp::Eq | BinOp::Ne,
                x,
                y,
            } if self.is_it(y) => self.expr(x),
            ExprKind::Convert {
                x,
                conv: Conv::BytesToString | Conv::RunesToString,
            } if self.is_it(x) => {}
            ExprKind::Call(call) => self.call(call),
            _ => for_operands(e, &mut |part| self.expr(part)),
        }
    }
}

impl Search<'_, '_> {
    fn is_it(&self, e: &Expr) -> bool {
        matches!(e.kind, ExprKind::Local(id) if id == self.id)
    }

    fn appends_to_it(&self, call: &Call) -> bool {
        matches!(call.callee, Callee::Builtin(Builtin::Append { .. }))
            && call.args.first().is_some_and(|first| self.is_it(first))
    }

    /// What is appended: other elements, or all those of a slice, which are copied.
    fn appended(&mut self, call: &Call) {
        let spread = matches!(
            call.callee,
            Callee::Builtin(Builtin::Append { spread: true })
        );
        for value in call.args.iter().skip(1) {
            if !(spread && self.is_it(value)) {
                self.expr(value);
            }
        }
    }

    /// A function literal that captures the variable keeps its array.
    fn closure(&mut self, id: FuncId) {
        let captures = self.unit.func(id).map(|func| func.captures.as_slice());
        let it = self.id;
        self.leaves |= captures.is_none_or(|list| list.iter().any(|capture| capture.outer == it));
    }

    /// The address of an element is an address inside the array.
    fn address(&mut self, x: &Expr) {
        self.leaves |= self.is_inside(x);
        self.expr(x);
    }

    /// Whether a place is in the variable's array: an element, or a part of one.
    fn is_inside(&self, mut x: &Expr) -> bool {
        loop {
            x = match &x.kind {
                ExprKind::Field { x, .. } => x,
                ExprKind::Index { x, .. } if self.is_it(x) => return true,
                ExprKind::Index { x, .. } => x,
                _ => return false,
            };
        }
    }

    fn call(&mut self, call: &Call) {
        match &call.callee {
            Callee::Builtin(builtin) => {
                let only_read = matches!(
                    builtin,
                    Builtin::Len | Builtin::Cap | Builtin::Copy | Builtin::Clear
                );
                let copied = matches!(builtin, Builtin::Append { spread: true });
                for (index, arg) in call.args.iter().enumerate() {
                    if !(self.is_it(arg) && (only_read || copied && index == 1)) {
                        self.expr(arg);
                    }
                }
            }
            Callee::Static(id) => {
                for (index, arg) in call.args.iter().enumerate() {
                    match self.is_it(arg) {
                        true => self.leaves |= self.lets_out(*id, index),
                        false => self.expr(arg),
                    }
                }
            }
            Callee::Value(callee) => {
                self.expr(callee);
                call.args.iter().for_each(|arg| self.expr(arg));
            }
            Callee::Interface { recv, .. } => {
                self.expr(recv);
                call.args.iter().for_each(|arg| self.expr(arg));
            }
        }
    }

    /// Whether a function lets the array of an argument out. Of the library's functions, those that sort and search do not.
    fn lets_out(&self, id: FuncId, index: usize) -> bool {
        let (Some(func), Some(calls_left)) = (self.unit.func(id), self.calls_left.checked_sub(1))
        else {
            return true;
        };
        let name = func.name.split('[').next().unwrap_or_default();
        if func.prelude && KEEPS.contains(&name) {
            return false;
        }
        let param = func.params.get(index).copied();
        let Some((param, local)) = param.and_then(|id| Some((id, func.locals.get(id.0 as usize)?)))
        else {
            return true;
        };
        local.escapes() || func.body.is_empty() || !stays(self.unit, func, param, calls_left)
    }
}

/// Library functions that keep no slice argument, whatever ours look like inside.
const KEEPS: &[&str] = &[
    "slices.BinarySearch",
    "slices.Contains",
    "slices.Equal",
    "slices.Index",
    "slices.IsSorted",
    "slices.Max",
    "slices.Min",
    "slices.Reverse",
    "slices.Sort",
    "slices.SortFunc",
    "slices.SortStableFunc",
    "sort.Float64s",
    "sort.Ints",
    "sort.Strings",
    "strings.Join",
];
