//! Func values: functions, closures, method values.

use super::body::{Body, Shape, Var};
use super::body::{after, reg_of};
use super::unit::{Unit, Work};
use crate::bytecode::{FaultCode, Function, Instr, Reg};
use crate::check::typed::{Expr, FuncId, MethodCallee};
use crate::check::types::{Type, TypeId};
use crate::source::Pos;

/// The function behind a method value: its closure holds the receiver, which goes in front of the arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BoundMethod {
    /// The method.
    pub(super) target: BoundTarget,
    /// Type of the receiver in the closure.
    pub(super) recv: TypeId,
    /// Type of the method value.
    pub(super) ty: TypeId,
}

/// Which method a method value calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BoundTarget {
    Static(FuncId),
    Interface(String, String),
}

impl<'p> Body<'_, 'p> {
    /// A declared function as a value: a word of the static image.
    pub(super) fn func_value(&mut self, id: FuncId, dst: Option<Reg>) -> Reg {
        let func = self.unit.function(id);
        let addr = self.unit.closure_word(func);
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        self.emit(Instr::GlobalAddr { dst, addr });
        dst
    }

    /// A function literal: a closure object over its captured variables, if there are any.
    pub(super) fn closure_value(&mut self, id: FuncId, e: &'p Expr, dst: Option<Reg>) -> Reg {
        let Some(func) = self.unit.func(id) else {
            return self.dst_or_alloc(dst, e.ty);
        };
        if func.captures.is_empty() {
            return self.func_value(id, dst);
        }
        self.with_dst(e.ty, dst, |this, dst| {
            this.pos = e.span.start;
            let src = reg_of(this.mark());
            for capture in &func.captures {
                match (capture.by_ref, this.var(capture.outer)) {
                    (true, Var::Cell(cell)) => {
                        let slot = this.alloc(1);
                        this.move_regs(slot, cell, 1);
                    }
                    (true, Var::Regs(_)) => {
                        this.fail("internal error: captured variable is not in memory")
                    }
                    (false, _) => {
                        let Some(local) = this.local(capture.outer) else {
                            continue;
                        };
                        let slot = this.alloc_for(local.ty);
                        let place = this.local_place(capture.outer);
                        this.load_place(place, local.ty, Some(slot));
                    }
                }
            }
            let n = (reg_of(this.mark())).saturating_sub(src);
            let func = this.unit.function(id);
            this.emit_closure(dst, src, n, func);
        })
    }

    pub(super) fn emit_closure(&mut self, dst: Reg, src: Reg, n: u16, func: u32) {
        self.emit(Instr::Closure { dst, src, n });
        self.emit(Instr::ClosureFunc { func });
    }

    /// A method value `x.M`: x is evaluated (and, if it is an interface, checked) now.
    pub(super) fn method_value(
        &mut self,
        e: &'p Expr,
        recv: &'p Expr,
        callee: &'p MethodCallee,
        dst: Option<Reg>,
    ) -> Reg {
        let target = match callee {
            MethodCallee::Static(id) => BoundTarget::Static(*id),
            MethodCallee::Interface { name, pkg } => {
                BoundTarget::Interface(name.clone(), pkg.clone())
            }
        };
        let is_interface = matches!(target, BoundTarget::Interface(..));
        let words = self.words(recv.ty);
        self.with_dst(e.ty, dst, |this, dst| {
            let src = this.expr(recv, None);
            this.pos = e.span.start;
            if is_interface {
                let present = this.label();
                this.jump_if(src, present);
                this.emit(Instr::Fault {
                    code: FaultCode::Nil,
                    a: src,
                });
                this.bind(present);
            }
            let func = this.unit.number(Work::Bound(BoundMethod {
                target,
                recv: recv.ty,
                ty: e.ty,
            }));
            this.emit_closure(dst, src, words as u16, func);
        })
    }
}

/// Lowers the function behind a method value.
pub(super) fn lower_bound(unit: &mut Unit<'_>, bound: &BoundMethod) -> Function {
    let Type::Func(signature) = unit.underlying(bound.ty) else {
        unit.fail(
            Pos::NONE,
            "internal error: method value without a signature",
        );
        return Body::new(unit, None, 0).finish(Shape::none());
    };
    let params = super::body::words_of(unit, signature.params.iter().copied());
    let results = super::body::words_of(unit, signature.results.iter().copied());
    let recv = unit.layout(bound.recv).words;
    let (name, pos, prelude) = match &bound.target {
        BoundTarget::Static(id) => unit
            .func(*id)
            .map_or((String::new(), Pos::NONE, false), |func| {
                (format!("{}-fm", func.name), func.pos, func.prelude)
            }),
        BoundTarget::Interface(name, _) => {
            let ty = super::typename::type_name(unit.types, bound.recv);
            (format!("{ty}.{name}-fm"), Pos::NONE, false)
        }
    };
    let mut body = Body::new(unit, None, params);
    (body.pos, body.stmt) = (pos, pos);
    match &bound.target {
        BoundTarget::Static(id) => {
            let base = body.alloc((recv + params).max(results));
            if recv > 0 {
                body.emit(Instr::Captured {
                    dst: base,
                    index: 0,
                    n: recv as u16,
                });
            }
            body.move_regs(after(base, recv), 0, params);
            body.call_function(*id, base);
            body.emit(Instr::Return {
                src: base,
                n: results as u16,
            });
        }
        BoundTarget::Interface(name, pkg) => {
            let iface = body.alloc(2);
            body.emit(Instr::Captured {
                dst: iface,
                index: 0,
                n: 2,
            });
            let base = body.alloc((1 + params).max(results));
            body.move_regs(base + 1, 0, params);
            let method = body.unit.interface_method(bound.recv, name, pkg);
            body.emit(Instr::CallMethod {
                recv: iface,
                method,
                base,
            });
            body.emit(Instr::Return {
                src: base,
                n: results as u16,
            });
        }
    }
    body.finish(Shape {
        name,
        params,
        results,
        wrapper: true,
        prelude,
        pos,
    })
}
