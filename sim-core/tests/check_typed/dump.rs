//! A compact text of a typed program: every implicit step of Go written out.

use sim_core::check::typed::*;
use sim_core::check::types::{Basic, Type, TypeId, Types};

/// The user's functions, then method tables and initialisation.
pub fn program(program: &Program) -> String {
    let mut out = String::new();
    for func in program.funcs.iter().filter(|func| !func.prelude) {
        out.push_str(&Dump { program, func }.function());
    }
    let init: Vec<String> = program
        .init
        .iter()
        .filter_map(|init| step(program, init))
        .collect();
    if !init.is_empty() {
        out.push_str(&format!("init: {}\n", init.join("; ")));
    }
    let methods = program
        .methods
        .iter()
        .filter(|entry| user_type(program, entry.recv));
    for entry in methods {
        let func = &program.funcs[entry.func.0 as usize];
        let recv = type_text(&program.types, entry.recv);
        out.push_str(&format!("method {recv}.{} = {}\n", entry.name, func.name));
    }
    out
}

fn user_type(program: &Program, ty: TypeId) -> bool {
    type_text(&program.types, ty).contains("main.")
}

fn step(program: &Program, init: &Init) -> Option<String> {
    match init {
        Init::Call(func) => {
            let func = &program.funcs[func.0 as usize];
            (!func.prelude).then(|| format!("{}()", func.name))
        }
        Init::Vars { targets, .. } => {
            let name = |id: &Option<GlobalId>| {
                id.map_or("_".into(), |id| program.globals[id.0 as usize].name.clone())
            };
            let names: Vec<String> = targets.iter().map(name).collect();
            names
                .iter()
                .any(|name| name.starts_with("main."))
                .then(|| names.join(", "))
        }
    }
}

/// A type's text, defined types qualified.
pub fn type_text(types: &Types, ty: TypeId) -> String {
    let text = |ty| type_text(types, ty);
    let list = |list: &[TypeId]| {
        list.iter()
            .map(|&ty| text(ty))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match types.get(ty) {
        Type::Basic(Basic::Invalid) => "?".to_string(),
        Type::Basic(basic) => format!("{basic:?}").to_lowercase(),
        Type::Named(id) => {
            let named = &types.named[id.0 as usize];
            let args = if named.args.is_empty() {
                String::new()
            } else {
                format!("[{}]", list(&named.args))
            };
            let dot = if named.pkg.is_empty() { "" } else { "." };
            format!("{}{dot}{}{args}", named.pkg, named.name)
        }
        Type::Pointer(elem) => format!("*{}", text(*elem)),
        Type::Slice(elem) => format!("[]{}", text(*elem)),
        Type::Array(elem, len) => format!("[{len}]{}", text(*elem)),
        Type::Map(key, value) => format!("map[{}]{}", text(*key), text(*value)),
        Type::Chan(dir, elem) => format!("chan({dir:?}) {}", text(*elem)),
        Type::Struct(fields) => format!("struct/{}", fields.len()),
        Type::Func(sig) => format!("func({}) ({})", list(&sig.params), list(&sig.results)),
        Type::Interface(interface) => format!("interface/{}", interface.methods.len()),
        Type::Tuple(elems) => format!("({})", list(elems)),
        Type::Param(index) => format!("param{index}"),
    }
}

struct Dump<'p> {
    program: &'p Program,
    func: &'p Func,
}

impl Dump<'_> {
    fn function(&self) -> String {
        let func = self.func;
        let params: Vec<String> = func.params.iter().map(|&id| self.declared(id)).collect();
        let mut out = format!("{}({})", func.name, params.join(", "));
        for capture in &func.captures {
            let how = if capture.by_ref { "&" } else { "=" };
            out.push_str(&format!(" captures {how}{}", self.local(capture.inner)));
        }
        out.push('\n');
        self.stmts(&func.body, 1, &mut out);
        out
    }

    fn ty(&self, ty: TypeId) -> String {
        type_text(&self.program.types, ty)
    }

    fn local(&self, id: LocalId) -> String {
        let local = &self.func.locals[id.0 as usize];
        let escapes = if local.escapes() { "^" } else { "" };
        format!("{}{}{escapes}", local.name, id.0)
    }

    fn declared(&self, id: LocalId) -> String {
        format!(
            "{} {}",
            self.local(id),
            self.ty(self.func.locals[id.0 as usize].ty)
        )
    }

    fn stmts(&self, list: &[Stmt], depth: usize, out: &mut String) {
        list.iter().for_each(|stmt| self.stmt(stmt, depth, out));
    }

    fn stmt(&self, stmt: &Stmt, depth: usize, out: &mut String) {
        let pad = "  ".repeat(depth);
        out.push_str(&pad);
        let head = self.head(&stmt.kind);
        out.push_str(&head);
        out.push('\n');
        match &stmt.kind {
            StmtKind::Block(body) | StmtKind::Range { body, .. } => {
                self.stmts(body, depth + 1, out)
            }
            StmtKind::If {
                init, then, els, ..
            } => {
                self.stmts(init, depth + 1, out);
                self.stmts(then, depth + 1, out);
                if !els.is_empty() {
                    out.push_str(&format!("{pad}else\n"));
                    self.stmts(els, depth + 1, out);
                }
            }
            StmtKind::For {
                init, post, body, ..
            } => {
                self.stmts(init, depth + 1, out);
                self.stmts(body, depth + 1, out);
                out.push_str(&format!("{pad}post\n"));
                self.stmts(post, depth + 1, out);
            }
            StmtKind::Switch { cases, .. } => {
                for case in cases {
                    let values: Vec<String> =
                        case.values.iter().map(|value| self.expr(value)).collect();
                    let falls = if case.fallthrough { " fallthrough" } else { "" };
                    out.push_str(&format!("{pad}case {}{falls}\n", values.join(" | ")));
                    self.stmts(&case.body, depth + 1, out);
                }
            }
            StmtKind::TypeSwitch { cases, .. } => {
                for case in cases {
                    let types: Vec<String> = case
                        .types
                        .iter()
                        .map(|ty| ty.map_or("nil".into(), |ty| self.ty(ty)))
                        .collect();
                    let var = case
                        .var
                        .map_or(String::new(), |id| format!(" {}", self.declared(id)));
                    out.push_str(&format!("{pad}case {}{var}\n", types.join(" | ")));
                    self.stmts(&case.body, depth + 1, out);
                }
            }
            StmtKind::Select { cases, .. } => {
                for case in cases {
                    out.push_str(&format!("{pad}case {}\n", self.comm(&case.comm)));
                    self.stmts(&case.body, depth + 1, out);
                }
            }
            _ => {}
        }
    }

    fn comm(&self, comm: &Comm) -> String {
        let target = |target: &Option<Target>| {
            target
                .as_ref()
                .map_or("-".into(), |target| self.target(target))
        };
        match comm {
            Comm::Send { chan, value } => format!("{} <- {}", self.expr(chan), self.expr(value)),
            Comm::Recv { chan, value, ok } => {
                format!("{}, {} = <-{}", target(value), target(ok), self.expr(chan))
            }
            Comm::Default => "default".to_string(),
        }
    }

    fn target(&self, target: &Target) -> String {
        match target {
            Target::Blank => "_".to_string(),
            Target::Declare(id) => format!("var {}", self.declared(*id)),
            Target::Place(place) => self.expr(place),
        }
    }

    fn head(&self, kind: &StmtKind) -> String {
        let list = |list: &[Expr]| {
            list.iter()
                .map(|x| self.expr(x))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let targets = |list: &[Target]| {
            list.iter()
                .map(|x| self.target(x))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match kind {
            StmtKind::Expr(x) => self.expr(x),
            StmtKind::Define {
                targets: to,
                values,
            }
            | StmtKind::Assign {
                targets: to,
                values,
            } => {
                format!("{} = {}", targets(to), list(values))
            }
            StmtKind::OpAssign { place, op, value } => {
                format!("{} {op:?}= {}", self.expr(place), self.expr(value))
            }
            StmtKind::Block(_) => "block".to_string(),
            StmtKind::If { cond, .. } => format!("if {}", self.expr(cond)),
            StmtKind::For {
                label,
                cond,
                per_iteration,
                ..
            } => {
                let cond = cond.as_ref().map_or(String::new(), |cond| self.expr(cond));
                let fresh: Vec<String> = per_iteration.iter().map(|&id| self.local(id)).collect();
                format!("for L{} {cond} fresh [{}]", label.0, fresh.join(" "))
            }
            StmtKind::Range {
                label,
                over,
                key,
                value,
                ..
            } => {
                let target = |target: &Option<Target>| {
                    target
                        .as_ref()
                        .map_or("-".into(), |target| self.target(target))
                };
                format!(
                    "range L{} {}, {} over {}",
                    label.0,
                    target(key),
                    target(value),
                    self.over(over)
                )
            }
            StmtKind::Switch { label, tag, .. } => {
                let tag = tag.as_ref().map_or(String::new(), |(id, x)| {
                    format!(" {} = {}", self.declared(*id), self.expr(x))
                });
                format!("switch L{}{tag}", label.0)
            }
            StmtKind::TypeSwitch { label, x, .. } => {
                format!("type switch L{} {}", label.0, self.expr(x))
            }
            StmtKind::Select { label, .. } => format!("select L{}", label.0),
            StmtKind::Go(x) => format!("go {}", self.expr(x)),
            StmtKind::Defer(x) => format!("defer {}", self.expr(x)),
            StmtKind::DeferAt(token, x) => {
                format!("defer {} at {}", self.expr(x), self.expr(token))
            }
            StmtKind::Return(values) => format!("return {}", list(values)),
            StmtKind::Break(label) => format!("break L{}", label.0),
            StmtKind::Continue(label) => format!("continue L{}", label.0),
            StmtKind::Goto(label) => format!("goto L{}", label.0),
            StmtKind::Label(label) => format!("label L{}", label.0),
            StmtKind::Send { chan, value } => {
                format!("{} <- {}", self.expr(chan), self.expr(value))
            }
        }
    }

    fn over(&self, over: &RangeOver) -> String {
        let (form, x) = match over {
            RangeOver::Slice(x) => ("slice", x),
            RangeOver::Array(x) => ("array", x),
            RangeOver::ArrayPtr(x) => ("array pointer", x),
            RangeOver::String(x) => ("string", x),
            RangeOver::Map(x) => ("map", x),
            RangeOver::Chan(x) => ("chan", x),
            RangeOver::Int(x) => ("int", x),
            RangeOver::Func(x) => ("func", x),
        };
        format!("{form} {}", self.expr(x))
    }

    fn expr(&self, x: &Expr) -> String {
        let list = |list: &[Expr]| {
            list.iter()
                .map(|x| self.expr(x))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let name = |id: &FuncId| self.program.funcs[id.0 as usize].name.clone();
        let ok = |comma_ok: bool| if comma_ok { ",ok" } else { "" };
        match &x.kind {
            ExprKind::Const(value) => format!("{}:{}", value_text(value), self.ty(x.ty)),
            ExprKind::Zero => format!("zero:{}", self.ty(x.ty)),
            ExprKind::Local(id) => self.local(*id),
            ExprKind::Global(id) => self.program.globals[id.0 as usize].name.clone(),
            ExprKind::Func(id) => name(id),
            ExprKind::Closure(id) => format!("closure {}", name(id)),
            ExprKind::MethodValue { recv, callee } => {
                format!("bound({}).{}", self.expr(recv), self.method(callee))
            }
            ExprKind::Unary { op, x } => format!("{op:?}({})", self.expr(x)),
            ExprKind::Binary { op, x, y } => format!("{op:?}({}, {})", self.expr(x), self.expr(y)),
            ExprKind::AndAnd(x, y) => format!("({} && {})", self.expr(x), self.expr(y)),
            ExprKind::OrOr(x, y) => format!("({} || {})", self.expr(x), self.expr(y)),
            ExprKind::Field { x, index } => format!("{}.{index}", self.expr(x)),
            ExprKind::Deref(x) => format!("*{}", self.expr(x)),
            ExprKind::AddrOf(x) => format!("&{}", self.expr(x)),
            ExprKind::Index { x, index } => format!("{}[{}]", self.expr(x), self.expr(index)),
            ExprKind::MapIndex { map, key, comma_ok } => {
                format!("{}[[{}]]{}", self.expr(map), self.expr(key), ok(*comma_ok))
            }
            ExprKind::SliceExpr { x, lo, hi, max } => {
                let bound = |bound: &Option<Box<Expr>>| {
                    bound
                        .as_ref()
                        .map_or(String::new(), |bound| self.expr(bound))
                };
                format!(
                    "{}[{}:{}:{}]",
                    self.expr(x),
                    bound(lo),
                    bound(hi),
                    bound(max)
                )
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::Convert { x: inner, conv } => {
                format!("{conv:?}<{}>({})", self.ty(x.ty), self.expr(inner))
            }
            ExprKind::TypeAssert { x, to, comma_ok } => {
                format!("{}.({}){}", self.expr(x), self.ty(*to), ok(*comma_ok))
            }
            ExprKind::Recv { chan, comma_ok } => format!("<-{}{}", self.expr(chan), ok(*comma_ok)),
            ExprKind::StructLit(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(i, x)| format!("{i}: {}", self.expr(x)))
                    .collect();
                format!("{}{{{}}}", self.ty(x.ty), fields.join(", "))
            }
            ExprKind::ArrayLit { elems, len } | ExprKind::SliceLit { elems, len } => {
                let elems: Vec<String> = elems
                    .iter()
                    .map(|(i, x)| format!("{i}: {}", self.expr(x)))
                    .collect();
                format!("{}#{len}{{{}}}", self.ty(x.ty), elems.join(", "))
            }
            ExprKind::Spread { tuple, body } => {
                format!("spread({}, {})", self.expr(tuple), self.expr(body))
            }
            ExprKind::Part(index) => format!("part{index}"),
            ExprKind::MapLit(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(k, v)| list(&[k.clone(), v.clone()]))
                    .collect();
                format!("{}{{{}}}", self.ty(x.ty), entries.join("; "))
            }
        }
    }

    fn method(&self, callee: &MethodCallee) -> String {
        match callee {
            MethodCallee::Static(id) => self.program.funcs[id.0 as usize].name.clone(),
            MethodCallee::Interface { name, .. } => format!("interface {name}"),
        }
    }

    fn call(&self, call: &Call) -> String {
        let callee = match &call.callee {
            Callee::Static(id) => self.program.funcs[id.0 as usize].name.clone(),
            Callee::Value(x) => format!("({})", self.expr(x)),
            Callee::Interface { recv, name, .. } => format!("{}.interface {name}", self.expr(recv)),
            Callee::Builtin(builtin) => format!("{builtin:?}"),
        };
        let args: Vec<String> = call.args.iter().map(|arg| self.expr(arg)).collect();
        let spread = if call.spread_params.is_some() {
            " spread"
        } else {
            ""
        };
        format!("{callee}({}){spread}", args.join(", "))
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => (*value as i64).to_string(),
        Value::Float(value) => format!("{value:?}"),
        Value::Complex(re, im) => format!("{re:?}+{im:?}i"),
        Value::Str(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
    }
}
