//! `go` and `defer`: the call's operands are computed at the statement and captured by a thunk, a closure without parameters that
//! makes the call.
//!
//! A call of a func value without parameters and results needs no thunk. Thunks are shared by all statements that need the same.

use super::body::after;
use super::body::{Body, Shape};
use super::unit::{Unit, Work};
use crate::bytecode::{Function, Instr, Reg};
use crate::check::typed::{Builtin, Call, Callee, Expr, ExprKind, FuncId};
use crate::check::types::{Type, TypeId};
use crate::source::Pos;

/// What a thunk calls with the words it has captured.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thunk {
    /// A function; captured: its arguments.
    Static {
        func: FuncId,
        args: u32,
        results: u32,
    },
    /// A func value; captured: it and its arguments.
    Value { args: u32, results: u32 },
    /// An interface method; captured: the interface and the arguments.
    Method {
        /// The interface type it is called through.
        iface: TypeId,
        name: String,
        pkg: String,
        args: u32,
        results: u32,
    },
    /// A builtin; captured: its arguments, of these types.
    Builtin {
        builtin: ThunkBuiltin,
        types: Vec<TypeId>,
    },
}

/// Builtins that may be deferred or started, as the thunk needs to know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ThunkBuiltin {
    Close,
    Panic,
    Delete,
    Recover,
    Print,
    Println,
}

impl<'p> Body<'_, 'p> {
    pub(super) fn go_stmt(&mut self, e: &'p Expr) {
        let mark = self.mark();
        // "created by" names the line of the statement.
        let stmt = self.stmt;
        if let Some(f) = self.thunk(e) {
            self.at(stmt);
            self.emit(Instr::Go { f });
        }
        self.release(mark);
    }

    /// Defers a call to the end of the running function, or of the call that `token` names.
    pub(super) fn defer_stmt(&mut self, e: &'p Expr, token: Option<&'p Expr>) {
        let mark = self.mark();
        let token = token.map(|token| self.value(token, None));
        if let Some(f) = self.thunk(e) {
            self.at(Self::call_pos(e));
            self.emit(match token {
                Some(token) => Instr::DeferAt { f, token },
                None => Instr::Defer { f },
            });
        }
        self.release(mark);
    }

    /// The func value, without parameters and results, that makes the call.
    fn thunk(&mut self, e: &'p Expr) -> Option<Reg> {
        if let ExprKind::Spread { tuple, body } = &e.kind {
            return self.spread(tuple, |this| this.thunk(body));
        }
        let ExprKind::Call(call) = &e.kind else {
            // A conversion or the like: the checker rejects most; what remains is computed for nothing.
            self.value(e, None);
            return None;
        };
        let results = self.words(e.ty);
        match &call.callee {
            Callee::Static(id) => {
                if call.args.is_empty() && results == 0 && self.is_plain(*id) {
                    return Some(self.func_value(*id, None));
                }
                let src = self.window(0);
                self.arguments(call);
                Some(self.make_thunk(src, |args| Thunk::Static {
                    func: *id,
                    args,
                    results,
                }))
            }
            Callee::Value(callee) => self.value_thunk(callee, call, results),
            Callee::Interface { recv, name, pkg } => {
                let src = self.window(0);
                let recv_reg = self.alloc(2);
                self.value(recv, Some(recv_reg));
                self.arguments(call);
                let (name, pkg) = (name.clone(), pkg.clone());
                let iface = recv.ty;
                Some(self.make_thunk(src, |words| Thunk::Method {
                    iface,
                    name,
                    pkg,
                    args: words - 2,
                    results,
                }))
            }
            Callee::Builtin(builtin) => self.builtin_thunk(*builtin, e, call),
        }
    }

    /// Whether the function has code of its own (not an intrinsic).
    fn is_plain(&self, id: FuncId) -> bool {
        self.unit
            .func(id)
            .is_some_and(|func| func.kind == crate::check::typed::FuncKind::Body)
    }

    fn value_thunk(&mut self, callee: &'p Expr, call: &'p Call, results: u32) -> Option<Reg> {
        if call.args.is_empty() && results == 0 {
            return Some(self.value(callee, None));
        }
        let src = self.window(0);
        let f = self.alloc(1);
        self.value(callee, Some(f));
        self.arguments(call);
        Some(self.make_thunk(src, |words| Thunk::Value {
            args: words - 1,
            results,
        }))
    }

    fn builtin_thunk(&mut self, builtin: Builtin, e: &'p Expr, call: &'p Call) -> Option<Reg> {
        let builtin = match builtin {
            Builtin::Close => ThunkBuiltin::Close,
            Builtin::Panic => ThunkBuiltin::Panic,
            Builtin::Delete => ThunkBuiltin::Delete,
            Builtin::Recover => ThunkBuiltin::Recover,
            Builtin::Print => ThunkBuiltin::Print,
            Builtin::Println => ThunkBuiltin::Println,
            _ => {
                self.at(e.span.start);
                self.fail(format!(
                    "go or defer of builtin {builtin:?} is not supported"
                ));
                return None;
            }
        };
        let src = self.window(0);
        self.in_order(&call.args);
        let types = call.args.iter().map(|arg| arg.ty).collect();
        Some(self.make_thunk(src, |_| Thunk::Builtin { builtin, types }))
    }

    /// A closure over the registers from `src` to the top.
    fn make_thunk(&mut self, src: Reg, thunk: impl FnOnce(u32) -> Thunk) -> Reg {
        let words = self.mark().saturating_sub(u32::from(src));
        let func = self.unit.number(Work::Thunk(thunk(words)));
        let dst = self.alloc(1);
        if words == 0 {
            let addr = self.unit.closure_word(func);
            self.emit(Instr::GlobalAddr { dst, addr });
        } else {
            self.emit_closure(dst, src, words as u16, func);
        }
        dst
    }

    /// Calls a function of the program with the operands at `base`, whether it has a body or not.
    pub(super) fn call_function(&mut self, id: FuncId, base: Reg) {
        match self.unit.func(id) {
            Some(func) if func.kind != crate::check::typed::FuncKind::Body => {
                self.native(func, base)
            }
            _ => {
                let func = self.unit.function(id);
                self.emit(Instr::Call { func, base });
            }
        }
    }
}

/// Lowers a thunk.
pub(super) fn lower_thunk(unit: &mut Unit<'_>, thunk: &Thunk) -> Function {
    let name = match thunk {
        Thunk::Static { func, .. } => unit
            .func(*func)
            .map_or(String::new(), |func| format!("{}.call", func.name)),
        Thunk::Method { name, .. } => format!("{name}.call"),
        Thunk::Value { .. } => "call".to_string(),
        Thunk::Builtin { builtin, .. } => format!("{builtin:?}.call"),
    };
    let mut body = Body::new(unit, None, 0);
    match thunk {
        Thunk::Static {
            func,
            args,
            results,
        } => {
            let base = body.captured_window(0, 0, *args, *results);
            body.call_function(*func, base);
        }
        Thunk::Value { args, results } => {
            let f = body.alloc(1);
            body.emit(Instr::Captured {
                dst: f,
                index: 0,
                n: 1,
            });
            let base = body.captured_window(1, 0, *args, *results);
            body.emit(Instr::CallValue { f, base });
        }
        Thunk::Method {
            iface,
            name,
            pkg,
            args,
            results,
        } => {
            let recv = body.alloc(2);
            body.emit(Instr::Captured {
                dst: recv,
                index: 0,
                n: 2,
            });
            let base = body.captured_window(2, 1, *args, *results);
            let method = body.unit.interface_method(*iface, name, pkg);
            body.emit(Instr::CallMethod { recv, method, base });
        }
        Thunk::Builtin { builtin, types } => body.builtin_call(*builtin, types),
    }
    body.emit(Instr::Return { src: 0, n: 0 });
    body.finish(Shape {
        name,
        params: 0,
        results: 0,
        wrapper: true,
        prelude: true,
        pos: Pos::NONE,
    })
}

impl Body<'_, '_> {
    /// A window with captured words `index..` behind `skip` registers, with room for the results.
    fn captured_window(&mut self, index: u16, skip: u32, args: u32, results: u32) -> Reg {
        let base = self.alloc((skip + args).max(results));
        if args > 0 {
            self.emit(Instr::Captured {
                dst: after(base, skip),
                index,
                n: args as u16,
            });
        }
        base
    }

    /// Carries out a builtin on captured arguments.
    fn builtin_call(&mut self, builtin: ThunkBuiltin, types: &[TypeId]) {
        let words = super::body::words_of(self.unit, types.iter().copied());
        let base = self.captured_window(0, 0, words, 2);
        match (builtin, types) {
            (ThunkBuiltin::Close, _) => self.emit(Instr::Close { ch: base }),
            (ThunkBuiltin::Panic, _) => self.emit(Instr::Panic { a: base }),
            (ThunkBuiltin::Recover, _) => self.emit(Instr::Recover { dst: base }),
            (ThunkBuiltin::Delete, [map, ..]) => {
                if let Type::Map(key, elem) = self.unit.underlying(*map) {
                    self.call_runtime("mapdelete", &[*key, *elem], base);
                }
            }
            (ThunkBuiltin::Print, types) => self.print_regs(types, base, false),
            (ThunkBuiltin::Println, types) => self.print_regs(types, base, true),
            (ThunkBuiltin::Delete, []) => {}
        }
    }
}
