//! Calls.
//!
//! The callee's window begins at the call's base: arguments first, results in the same place afterwards. Arguments are computed
//! right where the callee expects them; an argument that is a call itself leaves its result there without a move.

use super::body::Body;
use super::body::{after, reg_of};
use super::hoist::{has_moved, is_moved};
use crate::bytecode::{Instr, Reg};
use crate::check::typed::{Call, Callee, Expr, FuncId, FuncKind};
use crate::check::types::{Type, TypeId};
use crate::source::Pos;

impl<'p> Body<'_, 'p> {
    /// Lowers a call; its results lie one after the other as a tuple of type e.ty.
    pub(super) fn call(&mut self, e: &'p Expr, call: &'p Call, dst: Option<Reg>) -> Reg {
        match &call.callee {
            Callee::Builtin(builtin) => self.builtin(e, call, *builtin, dst),
            Callee::Static(id) => match self.unit.func(*id).map(|func| &func.kind) {
                Some(FuncKind::Native { .. }) => self.call_native(*id, e, call, dst),
                _ => self.call_static(*id, e, call, dst),
            },
            Callee::Value(callee) => self.call_value(callee, e, call, dst),
            Callee::Interface { recv, name, pkg } => {
                self.call_interface(recv, (name, pkg), e, call, dst)
            }
        }
    }

    fn call_static(&mut self, id: FuncId, e: &'p Expr, call: &'p Call, dst: Option<Reg>) -> Reg {
        let mark = self.mark();
        self.hoist_mixed(&call.args);
        let base = self.window(0);
        self.arguments(call);
        let func = self.unit.function(id);
        self.at(call.paren);
        self.emit(Instr::Call { func, base });
        self.take_result(mark, base, e.ty, dst)
    }

    fn call_value(
        &mut self,
        callee: &'p Expr,
        e: &'p Expr,
        call: &'p Call,
        dst: Option<Reg>,
    ) -> Reg {
        let mark = self.mark();
        self.hoist(callee);
        self.hoist_mixed(&call.args);
        // The func value is read after the arguments' calls but must not lie inside the window.
        let (f, known) = self.outside_window(callee, 1);
        let base = self.window(0);
        self.arguments(call);
        if !known {
            self.expr(callee, Some(f));
        }
        self.at(call.paren);
        self.emit(Instr::CallValue { f, base });
        self.take_result(mark, base, e.ty, dst)
    }

    fn call_interface(
        &mut self,
        recv: &'p Expr,
        method: (&str, &str),
        e: &'p Expr,
        call: &'p Call,
        dst: Option<Reg>,
    ) -> Reg {
        let mark = self.mark();
        self.hoist(recv);
        self.hoist_mixed(&call.args);
        let (iface, known) = self.outside_window(recv, 2);
        let base = self.window(1);
        self.arguments(call);
        if !known {
            self.expr(recv, Some(iface));
        }
        let method = self.unit.interface_method(recv.ty, method.0, method.1);
        self.at(call.paren);
        self.emit(Instr::CallMethod {
            recv: iface,
            method,
            base,
        });
        self.take_result(mark, base, e.ty, dst)
    }

    /// Registers for what is called: where the value already is (true), or a place for it below the window (false).
    fn outside_window(&mut self, e: &'p Expr, words: u32) -> (Reg, bool) {
        let ready = self.hoisted_value(e).is_some()
            || matches!(&e.kind, crate::check::typed::ExprKind::Local(id)
            if matches!(self.var(*id), super::body::Var::Regs(_)));
        if ready {
            (self.expr(e, None), true)
        } else {
            (self.alloc(words), false)
        }
    }

    /// Begins a window whose first `words` registers the machine fills itself.
    pub(super) fn window(&mut self, words: u32) -> Reg {
        let base = reg_of(self.mark());
        self.alloc(words);
        base
    }

    /// Computes in advance the calls inside arguments that are not calls themselves, unless the order makes no difference.
    fn hoist_mixed(&mut self, args: &'p [Expr]) {
        let moved = |arg: &Expr| has_moved(arg);
        if args.iter().any(|arg| !is_moved(arg) && moved(arg))
            && args.iter().filter(|arg| moved(arg)).count() > 1
        {
            args.iter().for_each(|arg| self.hoist(arg));
        }
    }

    /// Leaves the arguments of a call in consecutive registers from the top on.
    pub(super) fn arguments(&mut self, call: &'p Call) {
        if let (Some(params), [tuple]) = (&call.spread_params, call.args.as_slice()) {
            return self.spread_arguments(tuple, params, call.spread_variadic);
        }
        self.in_order(&call.args);
    }

    /// Leaves values in consecutive registers from the top on: those with calls in them first, then the others.
    pub(super) fn in_order(&mut self, args: &'p [Expr]) {
        let mut later: Vec<(&'p Expr, Reg)> = Vec::new();
        for arg in args {
            let slot = reg_of(self.mark());
            if has_moved(arg) && self.hoisted_value(arg).is_none() {
                self.at_top(arg);
            } else {
                self.alloc_for(arg.ty);
                later.push((arg, slot));
            }
        }
        for (arg, slot) in later {
            let mark = self.mark();
            self.expr(arg, Some(slot));
            self.release(mark);
        }
    }

    /// Leaves a value in the registers that are next.
    fn at_top(&mut self, e: &'p Expr) -> Reg {
        let mark = self.mark();
        let slot = reg_of(mark);
        let reg = self.value(e, None);
        self.release(mark);
        self.alloc_for(e.ty);
        let words = self.words(e.ty);
        self.move_regs(slot, reg, words);
        slot
    }

    /// Arguments of `f(g())`: the parts of a tuple, converted to the parameters' types, the tail packed into a slice.
    fn spread_arguments(&mut self, tuple: &'p Expr, params: &'p [TypeId], variadic: bool) {
        let Type::Tuple(parts) = self.unit.types.get(tuple.ty) else {
            self.fail("internal error: spread of no tuple");
            return;
        };
        let slots = self.mark();
        let words = params.iter().map(|&ty| self.words(ty)).sum();
        self.alloc(words);
        let from = self.value(tuple, None);
        self.at(tuple.span.start);
        let fixed = params.len().saturating_sub(usize::from(variadic));
        let (mut at, mut src) = (reg_of(slots), from);
        for (index, &part) in parts.iter().enumerate().take(fixed) {
            let Some(&param) = params.get(index) else {
                break;
            };
            self.convert_part(src, part, param, at);
            at = after(at, self.words(param));
            src = after(src, self.words(part));
        }
        if let (true, Some(&slice)) = (variadic, params.last()) {
            self.pack_tail(parts.get(fixed..).unwrap_or(&[]), src, slice, at);
        }
        self.release(slots);
        self.alloc(words);
    }

    /// Packs values of the given types into a new slice at `dst`.
    fn pack_tail(&mut self, parts: &[TypeId], src: Reg, slice: TypeId, dst: Reg) {
        let Some(elem) = self.element_type(slice) else {
            return;
        };
        if parts.is_empty() {
            return self.zero_regs(dst, 3);
        }
        let (ptr, count) = (self.alloc(1), self.int_reg(parts.len() as u64));
        self.new_array(ptr, count, elem);
        let stride = self.words(elem);
        let value = self.alloc(stride);
        let (mut src, mut off) = (src, 0);
        for &part in parts {
            self.convert_part(src, part, elem, value);
            self.init_words(ptr, off, value, stride);
            src = after(src, self.words(part));
            off += stride;
        }
        self.move_regs(dst, ptr, 1);
        self.move_regs(dst + 1, count, 1);
        self.move_regs(dst + 2, count, 1);
    }

    /// Converts a value in registers to a type it is assignable to.
    pub(super) fn convert_part(&mut self, src: Reg, from: TypeId, to: TypeId, dst: Reg) {
        let is_interface = |this: &Self, ty| matches!(this.unit.underlying(ty), Type::Interface(_));
        if is_interface(self, to) && !is_interface(self, from) {
            self.make_iface(from, src, dst);
        } else {
            let words = self.words(to);
            self.move_regs(dst, src, words);
        }
    }

    /// The results at `base` of a call made since `mark`: moved to `dst`, or kept where they are. Temporaries are given back.
    pub(super) fn take_result(
        &mut self,
        mark: u32,
        base: Reg,
        ty: TypeId,
        dst: Option<Reg>,
    ) -> Reg {
        let words = self.words(ty);
        // Make sure that the frame has room for the results even when there are more of them than arguments.
        self.release(u32::from(base));
        let base = self.alloc(words);
        match dst {
            Some(dst) => {
                self.move_regs(dst, base, words);
                self.release(mark);
                dst
            }
            None => base,
        }
    }

    /// Calls a prelude function with the operands that lie at `base` (the top of the stack before them); results are there too.
    pub(super) fn call_runtime(&mut self, name: &'static str, types: &[TypeId], base: Reg) {
        let pos = self.pos;
        if let Some(id) = self.unit.runtime(name, types, pos) {
            let func = self.unit.function(id);
            self.emit(Instr::Call { func, base });
        }
    }

    /// Calls a prelude function without type arguments, or the native of that name.
    pub(super) fn call_plain_runtime(&mut self, name: &'static str, base: Reg) {
        match crate::library::lookup(&format!("runtime.{name}")) {
            Some(id) => self.emit(Instr::Native { id, base }),
            None => self.call_runtime(name, &[], base),
        }
    }

    /// Lowers a call of a function without a body.
    fn call_native(&mut self, id: FuncId, e: &'p Expr, call: &'p Call, dst: Option<Reg>) -> Reg {
        let mark = self.mark();
        let Some(func) = self.unit.func(id) else {
            return self.dst_or_alloc(dst, e.ty);
        };
        self.at(call.paren);
        if let Some(reg) = self.inline_native(func, e, call, dst) {
            return reg;
        }
        self.hoist_mixed(&call.args);
        let base = self.window(0);
        self.arguments(call);
        // Intrinsics may need registers beside their operands; the results may be longer than them.
        let end = self.mark().max(u32::from(base) + self.words(e.ty));
        self.release(u32::from(base));
        self.alloc(end.saturating_sub(u32::from(base)));
        self.at(call.paren);
        self.native(func, base);
        self.take_result(mark, base, e.ty, dst)
    }

    /// Position of a call for stack traces.
    pub(super) fn call_pos(e: &Expr) -> Pos {
        match &e.kind {
            crate::check::typed::ExprKind::Call(call) if call.paren.is_known() => call.paren,
            _ => e.span.start,
        }
    }
}
