//! Functions the program needs beside those it declares: methods promoted through embedding, methods of T called through *T, and
//! method expressions of interfaces.

use super::checker::Checker;
use super::method_set::FoundMethod;
use super::operand::no_expr;
use super::typed::{
    Call, Callee, Expr, ExprKind, Func, FuncId, FuncKind, Local, LocalId, MethodCallee, Stmt,
    StmtKind,
};
use super::types::{Signature, Type, TypeId};
use crate::source::{Pos, Span};

/// What a wrapper does: method `name` (of package `pkg` if not exported), with these type arguments of the type that has it and of its
/// own, for a receiver of exactly this type.
pub(super) type WrapperKey = (TypeId, String, String, Vec<TypeId>);

impl<'a> Checker<'a> {
    /// The function that is method `method` for a receiver of exactly type `recv`.
    pub fn method_func(&mut self, recv: TypeId, method: &FoundMethod) -> FuncId {
        if self.env.generic {
            return FuncId(u32::MAX);
        }
        if let Some(obj) = method.obj
            && method.path.is_empty()
        {
            let (base, is_pointer) = self.deref(recv);
            if base == method.recv && is_pointer == method.pointer {
                return self.func_instance(obj, method.args.clone());
            }
        }
        let (name, pkg) = (method.name.clone(), method.pkg.clone());
        let key = (recv, name, pkg, method.args.clone());
        if let Some(&id) = self.wrappers.get(&key) {
            return id;
        }
        let id = self.reserve_func();
        self.wrappers.insert(key, id);
        let func = self.make_wrapper(recv, method);
        self.funcs[id.0 as usize] = func;
        id
    }

    fn make_wrapper(&mut self, recv: TypeId, method: &FoundMethod) -> Func {
        let sig = match self.types.get(method.ty) {
            Type::Func(sig) => sig.clone(),
            _ => Default::default(),
        };
        let pos = method
            .obj
            .map_or_else(Default::default, |obj| self.obj(obj).pos);
        let span = Span {
            start: pos,
            end: pos,
        };
        let Frame {
            mut locals,
            params,
            results,
        } = Frame::of(recv, &sig, pos);

        let this = Expr {
            kind: ExprKind::Local(LocalId(0)),
            ty: recv,
            span,
        };
        let args = sig.params.iter().zip(&params[1..]).map(|(&ty, &id)| Expr {
            kind: ExprKind::Local(id),
            ty,
            span,
        });
        let args: Vec<Expr> = args.collect();
        let (this, callee) = self.bind_in_wrapper(this, method, span);
        // A method with pointer receiver on an embedded value of the receiver's copy needs that copy in memory.
        if matches!(&this.kind, ExprKind::AddrOf(place) if is_part_of_local(place)) {
            locals[0].address_taken = true;
        }
        let kind = self.wrapper_body(this, callee, args, &sig.results, span);
        Func {
            name: self.wrapper_name(recv, &method.name),
            kind: FuncKind::Body,
            // Unknown: that is how the lowering tells what nobody wrote, and hides it in stack traces.
            pos: Pos::NONE,
            end: pos,
            prelude: true,
            locals,
            params,
            results,
            named_results: false,
            captures: Vec::new(),
            body: vec![Stmt { kind, span }],
            has_defer: false,
            has_recover: false,
            ty: method.ty,
        }
    }

    /// The wrapper's one statement: the call, its results returned.
    fn wrapper_body(
        &mut self,
        this: Expr,
        callee: MethodCallee,
        args: Vec<Expr>,
        results: &[TypeId],
        span: Span,
    ) -> StmtKind {
        let (callee, args) = match callee {
            MethodCallee::Static(func) => (
                Callee::Static(func),
                std::iter::once(this).chain(args).collect(),
            ),
            MethodCallee::Interface { name, pkg } => {
                let recv = Box::new(this);
                (Callee::Interface { recv, name, pkg }, args)
            }
        };
        let ty = match results {
            [one] => *one,
            many => self.tuple(many.to_vec()),
        };
        let paren = span.start;
        let call = Call {
            callee,
            args,
            spread_params: None,
            spread_variadic: false,
            paren,
        };
        let call = Expr {
            kind: ExprKind::Call(Box::new(call)),
            ty,
            span,
        };
        match results.is_empty() {
            true => StmtKind::Expr(call),
            false => StmtKind::Return(vec![call]),
        }
    }

    /// Like [`Checker::bind_receiver`], outside any function under construction.
    fn bind_in_wrapper(
        &mut self,
        this: Expr,
        method: &FoundMethod,
        span: Span,
    ) -> (Expr, MethodCallee) {
        let saved = std::mem::take(&mut self.env.funcs);
        let decl = self.env.decl.take();
        let bound = self.bind_receiver(this, method, span);
        self.env.funcs = saved;
        self.env.decl = decl;
        bound
    }

    fn wrapper_name(&self, recv: TypeId, method: &str) -> String {
        let (base, is_pointer) = self.deref(recv);
        let text = match self.types.named_of(base) {
            Some((_, named)) if named.args.is_empty() => named.name.clone(),
            Some((_, named)) => format!("{}[...]", named.name),
            None => self.type_text(base),
        };
        let pkg = self
            .types
            .named_of(base)
            .map_or("", |(_, named)| &named.pkg);
        match is_pointer {
            true => format!("{pkg}.(*{text}).{method}"),
            false => format!("{pkg}.{text}.{method}"),
        }
    }

    /// An expression of no use, where an error was reported.
    pub fn no_value(&self) -> Expr {
        no_expr(self.t.invalid)
    }
}

/// Whether a place lies in a variable itself, not behind a pointer.
fn is_part_of_local(place: &Expr) -> bool {
    match &place.kind {
        ExprKind::Local(_) => true,
        ExprKind::Field { x, .. } => is_part_of_local(x),
        _ => false,
    }
}

/// The variables of a wrapper: its receiver, then the method's parameters and results.
struct Frame {
    locals: Vec<Local>,
    params: Vec<LocalId>,
    results: Vec<LocalId>,
}

impl Frame {
    fn of(recv: TypeId, sig: &Signature, pos: Pos) -> Frame {
        let local = |name: String, ty: TypeId| Local {
            name,
            ty,
            pos,
            address_taken: false,
            captured_by_ref: false,
            is_param: true,
        };
        let mut locals = vec![local(".this".to_string(), recv)];
        locals.extend(
            sig.params
                .iter()
                .enumerate()
                .map(|(i, &ty)| local(format!(".arg{i}"), ty)),
        );
        let params: Vec<LocalId> = (0..locals.len() as u32).map(LocalId).collect();
        let results: Vec<LocalId> = sig
            .results
            .iter()
            .enumerate()
            .map(|(i, _)| LocalId((params.len() + i) as u32))
            .collect();
        locals.extend(sig.results.iter().map(|&ty| local(String::new(), ty)));
        Frame {
            locals,
            params,
            results,
        }
    }
}
