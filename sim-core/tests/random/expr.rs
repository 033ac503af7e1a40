//! Random expressions. They have no side effects, so that the order in which Go may evaluate operands does not matter; they may panic.
//!
//! Go refuses constant expressions that overflow, divide by zero or index out of range: where that could happen an operand is wrapped in
//! the program's own identity function, which makes it a value of run time.

use crate::program::Gen;
use crate::tree::{BOOL, Expr, FLOAT, INT, INTEGERS, STRING, Ty, parts};

const STRINGS: [&str; 8] = [
    "\"\"",
    "\"a\"",
    "\"go\"",
    "\"héllo\"",
    "\"x\\ty\"",
    "\"日本\"",
    "\"0123456789\"",
    "\"\\xff?\"",
];

impl Gen {
    /// A variable of a type.
    pub fn variable(&mut self, ty: &Ty) -> Option<Expr> {
        let fitting: Vec<&str> = self
            .vars
            .iter()
            .filter(|var| var.ty == *ty)
            .map(|var| var.name.as_str())
            .collect();
        if fitting.is_empty() {
            return None;
        }
        let name = self.rng.pick(&fitting).to_string();
        Some(Expr::text(ty.clone(), name))
    }

    /// An expression of a type, nested at most so deep.
    pub fn expr(&mut self, ty: &Ty, depth: usize) -> Expr {
        if (depth == 0 || self.rng.one_in(4))
            && let Some(variable) = self.variable(ty)
        {
            return variable;
        }
        if depth == 0 {
            return self.literal(ty, 0);
        }
        match ty {
            Ty::Basic("string") => self.string(depth - 1),
            Ty::Basic("bool") => self.boolean(depth - 1),
            Ty::Basic("float64") => self.float(depth - 1),
            Ty::Basic(name) => self.integer(name, depth - 1),
            Ty::Slice(elem) => self.slice(elem, depth - 1),
            Ty::Named(name) if *name == self.name("Shape") => self.shape(depth - 1),
            Ty::Named(name) if *name != self.name("Color") && self.rng.one_in(3) => {
                let pointer = self.expr(&Ty::Pointer(name.clone()), depth - 1);
                Expr::new(ty.clone(), parts!["h_deref(", pointer, ")"])
            }
            _ => self
                .place(ty, depth)
                .unwrap_or_else(|| self.literal(ty, depth - 1)),
        }
    }

    /// An expression that Go does not compute while it compiles.
    pub fn run_time(&mut self, ty: &Ty, depth: usize) -> Expr {
        let expr = self.expr(ty, depth);
        self.at_run_time(expr)
    }

    fn at_run_time(&self, expr: Expr) -> Expr {
        if !expr.constant {
            return expr;
        }
        let id = format!("{}[{}](", self.name("id"), expr.ty.text());
        Expr::new(expr.ty.clone(), parts![id, expr, ")"])
    }

    /// A part of a variable: element, field or what a map has.
    pub fn place(&mut self, ty: &Ty, depth: usize) -> Option<Expr> {
        let holders: Vec<(String, Ty)> = self
            .vars
            .iter()
            .filter(|var| match &var.ty {
                Ty::Slice(elem) | Ty::Array(_, elem) | Ty::Map(_, elem) => **elem == *ty,
                Ty::Named(name) | Ty::Pointer(name) => self.field(name, ty).is_some(),
                _ => false,
            })
            .map(|var| (var.name.clone(), var.ty.clone()))
            .collect();
        if holders.is_empty() {
            return None;
        }
        let (name, holder) = self.rng.pick(&holders).clone();
        let depth = depth.saturating_sub(1);
        Some(match holder {
            Ty::Map(key, _) => {
                let key = self.expr(&key, depth);
                Expr::new(ty.clone(), parts![name, "[", key, "]"])
            }
            Ty::Pointer(of) => {
                let field = self.field(&of, ty).unwrap_or_default();
                Expr::text(ty.clone(), format!("h_deref({name}).{field}"))
            }
            Ty::Named(of) => {
                let field = self.field(&of, ty).unwrap_or_default();
                Expr::text(ty.clone(), format!("{name}.{field}"))
            }
            Ty::Slice(_) => {
                let index = self.run_time(&INT, depth.min(1));
                Expr::new(ty.clone(), parts![format!("h_at({name}, "), index, ")"])
            }
            holder => {
                let index = self.existing(&holder, depth);
                Expr::new(ty.clone(), parts![name, "[", index, "]"])
            }
        })
    }

    /// An index of a slice or an array in a statement of its own: mostly one that exists.
    pub fn index(&mut self, name: &str, holder: &Ty) -> Expr {
        if self.rng.one_in(6) {
            let kind = *self.rng.pick(&["int", "int8", "uint8", "uint"]);
            return self.run_time(&Ty::Basic(kind), 0);
        }
        match holder {
            Ty::Array(..) => self.existing(holder, 0),
            _ => {
                let inner = self.run_time(&INT, 0);
                Expr::new(
                    INT,
                    parts!["int(uint32(", inner, format!(")%7) % max(1, len({name}))")],
                )
            }
        }
    }

    /// An index that an array has.
    fn existing(&mut self, holder: &Ty, depth: usize) -> Expr {
        let inner = self.run_time(&INT, depth);
        let n = match holder {
            Ty::Array(n, _) => *n,
            _ => 1,
        };
        Expr::new(INT, parts!["int(uint32(", inner, format!(")%{n})")])
    }

    pub fn literal(&mut self, ty: &Ty, depth: usize) -> Expr {
        let constant = |text: String| Expr {
            constant: true,
            ..Expr::text(ty.clone(), text)
        };
        match ty {
            Ty::Basic("string") => constant((*self.rng.pick(&STRINGS)).to_string()),
            Ty::Basic("bool") => constant(self.rng.one_in(2).to_string()),
            Ty::Basic("float64") => {
                constant((*self.rng.pick(&["0.5", "-2.25", "3.0", "1e9", "0.1"])).to_string())
            }
            Ty::Basic("int") => constant(self.small().to_string()),
            Ty::Basic(name) => constant(format!("{name}({})", self.number_for(name))),
            Ty::Named(name) if *name == self.name("Color") => {
                let value = self.run_time(&Ty::Basic("int32"), depth);
                Expr::new(ty.clone(), parts![name.clone(), "(", value, ")"])
            }
            Ty::Named(name) if *name == self.name("Shape") => self.shape(depth),
            Ty::Named(name) => self.composite(ty, name, depth),
            Ty::Pointer(name) => {
                if self.rng.one_in(8) {
                    return Expr::text(ty.clone(), format!("(*{name})(nil)"));
                }
                let value = self.composite(&Ty::Named(name.clone()), name, depth);
                Expr::new(ty.clone(), parts!["&", value])
            }
            Ty::Slice(elem) | Ty::Array(_, elem) => {
                let count = match ty {
                    Ty::Array(n, _) => *n,
                    _ => self.rng.below(5),
                };
                let mut all = parts![ty.text(), "{"];
                for _ in 0..count {
                    all.push(self.expr(elem, depth).into());
                    all.push(", ".into());
                }
                all.push("}".into());
                Expr::new(ty.clone(), all)
            }
            Ty::Map(key, elem) => self.map_literal(ty, key, elem, depth),
            Ty::Func(from, to) => self.function(ty, from, to, depth),
            Ty::Any => self.boxed(depth),
            Ty::Error => self.error(depth),
        }
    }

    fn small(&mut self) -> i64 {
        self.rng.below(12) as i64 - 3
    }

    fn number_for(&mut self, name: &str) -> i64 {
        match name {
            "int8" => self.rng.below(256) as i64 - 128,
            "uint8" => self.rng.below(256) as i64,
            "uint16" => self.rng.below(65536) as i64,
            name if name.starts_with('u') => self.rng.below(10) as i64,
            _ => self.small() * 1000,
        }
    }

    fn composite(&mut self, ty: &Ty, name: &str, depth: usize) -> Expr {
        let fields = self.fields(name);
        let mut all = parts![name.to_string(), "{"];
        for (field, ty) in fields {
            if self.rng.one_in(4) {
                continue;
            }
            let value = self.expr(&ty, depth.min(1));
            all.extend(parts![format!("{field}: "), value, ", "]);
        }
        all.push("}".into());
        Expr::new(ty.clone(), parts!["(", Expr::new(ty.clone(), all), ")"])
    }

    /// Keys are different constants, or one that is none.
    fn map_literal(&mut self, ty: &Ty, key: &Ty, elem: &Ty, depth: usize) -> Expr {
        let mut all = parts![ty.text(), "{"];
        for n in 0..self.rng.below(6) {
            let key = match key {
                Ty::Basic("string") => format!("\"k{n}\": "),
                Ty::Basic("bool") if n == 0 => "true: ".to_string(),
                Ty::Basic(name) if *name != "bool" => format!("{name}({}): ", n * 3),
                Ty::Any if n % 2 == 0 => format!("{n}: "),
                Ty::Any => format!("\"{n}\": "),
                _ if n == 0 => format!("*new({}): ", key.text()),
                _ => break,
            };
            all.extend(parts![key, self.expr(elem, depth), ", "]);
        }
        all.push("}".into());
        Expr::new(ty.clone(), all)
    }

    fn function(&mut self, ty: &Ty, from: &Ty, to: &Ty, depth: usize) -> Expr {
        let parameter = self.fresh("q");
        let before = self.vars.len();
        self.declare(&parameter, from.clone(), true);
        let body = self.expr(to, depth.min(2));
        self.vars.truncate(before);
        let head = format!("func({parameter} {}) {} {{ return ", from.text(), to.text());
        Expr::new(ty.clone(), parts![head, body, " }"])
    }

    fn boxed(&mut self, depth: usize) -> Expr {
        let inner = self.plain_type();
        let value = self.expr(&inner, depth);
        Expr::new(Ty::Any, parts!["any(", value, ")"])
    }

    fn error(&mut self, depth: usize) -> Expr {
        match self.rng.below(4) {
            0 => Expr::text(Ty::Error, "error(nil)"),
            1 => {
                let code = self.expr(&INT, depth);
                Expr::new(
                    Ty::Error,
                    parts![format!("error({}{{", self.name("Err")), code, "})"],
                )
            }
            2 => {
                let inner = self.expr(&Ty::Error, depth.saturating_sub(1));
                Expr::new(Ty::Error, parts!["fmt.Errorf(\"outer: %w\", ", inner, ")"])
            }
            _ => Expr::text(Ty::Error, "errors.New(\"plain\")"),
        }
    }

    fn shape(&mut self, depth: usize) -> Expr {
        let ty = Ty::Named(self.name("Shape"));
        let which = self.rng.below(self.structs.len());
        let of = self.structs[which].clone();
        if of.by_pointer {
            let pointer = self.expr(&Ty::Pointer(of.name), depth);
            return Expr::new(ty.clone(), parts![ty.text(), "(", pointer, ")"]);
        }
        let value = self.expr(&Ty::Named(of.name), depth);
        Expr::new(ty.clone(), parts![ty.text(), "(", value, ")"])
    }

    fn integer(&mut self, name: &'static str, depth: usize) -> Expr {
        let ty = Ty::Basic(name);
        let new = |parts| Expr::new(Ty::Basic(name), parts);
        match self.rng.below(12) {
            0..=2 => {
                let op = *self
                    .rng
                    .pick(&[" + ", " - ", " * ", " & ", " | ", " ^ ", " &^ "]);
                let (a, b) = (self.run_time(&ty, depth), self.expr(&ty, depth));
                new(parts!["(", a, op, b, ")"])
            }
            3 => {
                let call = *self.rng.pick(&["h_div(", "h_mod("]);
                let (a, b) = (self.run_time(&ty, depth), self.run_time(&ty, depth));
                new(parts![call, a, ", ", b, ")"])
            }
            4 => {
                let (op, call) = *self.rng.pick(&[(" << ", "h_shl("), (" >> ", "h_shr(")]);
                let count = Ty::Basic(["uint8", "int", "uint"][self.rng.below(3)]);
                let (a, b) = (self.run_time(&ty, depth), self.run_time(&count, depth));
                if self.rng.one_in(5) {
                    return new(parts![call, a, ", ", b, ")"]);
                }
                new(parts!["(", a, op, "(", b, " & 15))"])
            }
            5 => {
                let op = *self.rng.pick(&["-", "^", "+"]);
                let a = self.run_time(&ty, depth);
                new(parts!["(", op, a, ")"])
            }
            6 => {
                let other = Ty::Basic(INTEGERS[self.rng.below(INTEGERS.len())]);
                let a = self.run_time(&other, depth);
                new(parts![name, "(", a, ")"])
            }
            7 => self
                .place(&ty, depth)
                .unwrap_or_else(|| self.literal(&ty, 0)),
            8 => {
                let which = *self.rng.pick(&["min(", "max("]);
                let (a, b) = (self.run_time(&ty, depth), self.expr(&ty, depth));
                new(parts![which, a, ", ", b, ")"])
            }
            9 => self.measured(name, depth),
            10 => self
                .called(&ty, depth)
                .unwrap_or_else(|| self.literal(&ty, 0)),
            _ => self.folded(name, depth),
        }
    }

    /// A length, a byte, a method's answer.
    fn measured(&mut self, name: &str, depth: usize) -> Expr {
        let ty = Ty::Basic(
            INTEGERS
                .iter()
                .find(|integer| **integer == name)
                .unwrap_or(&"int"),
        );
        let inner = match self.rng.below(4) {
            0 => {
                let s = self.run_time(&STRING, depth);
                parts!["len(", s, ")"]
            }
            1 => {
                let elem = self.plain_type();
                let s = self.expr(&Ty::Slice(Box::new(elem)), depth);
                let which = *self.rng.pick(&["len(", "cap("]);
                parts![which, s, ")"]
            }
            2 => {
                let shape = self.expr(&Ty::Named(self.name("Shape")), depth);
                let k = self.expr(&INT, depth.min(1));
                parts!["(", shape, ").Area(", k, ")"]
            }
            _ => {
                let key = self.key_type();
                let m = self.expr(&Ty::Map(Box::new(key), Box::new(INT)), depth);
                parts!["len(", m, ")"]
            }
        };
        if ty == INT {
            return Expr::new(INT, inner);
        }
        Expr::new(
            ty.clone(),
            parts![ty.text(), "(", Expr::new(INT, inner), ")"],
        )
    }

    fn folded(&mut self, name: &'static str, depth: usize) -> Expr {
        let ty = Ty::Basic(name);
        let s = self.expr(&Ty::Slice(Box::new(ty.clone())), depth);
        let start = self.expr(&ty, 0);
        let op = *self.rng.pick(&["a + b", "a*3 ^ b", "max(a, b)", "a - b"]);
        let call = format!("{}(", self.name("fold"));
        let function = format!(", func(a, b {name}) {name} {{ return {op} }})");
        Expr::new(ty, parts![call, s, ", ", start, function])
    }

    /// A call of one of the program's functions, or of a function in a variable.
    fn called(&mut self, ty: &Ty, depth: usize) -> Option<Expr> {
        if self.quiet {
            return None;
        }
        if self.rng.one_in(2)
            && let Some(function) = self.variable(&Ty::Func(Box::new(INT), Box::new(ty.clone())))
        {
            let argument = self.expr(&INT, depth);
            return Some(Expr::new(ty.clone(), parts![function, "(", argument, ")"]));
        }
        let fitting: Vec<_> = self
            .functions
            .iter()
            .filter(|f| f.result == *ty)
            .cloned()
            .collect();
        if fitting.is_empty() {
            return None;
        }
        let function = self.rng.pick(&fitting).clone();
        let mut all = parts![function.name, "("];
        for parameter in &function.parameters {
            all.push(self.expr(parameter, depth.min(1)).into());
            all.push(", ".into());
        }
        all.push(")".into());
        Some(Expr::new(ty.clone(), all))
    }

    fn string(&mut self, depth: usize) -> Expr {
        let new = |parts| Expr::new(STRING, parts);
        match self.rng.below(10) {
            0 | 1 => {
                let (a, b) = (self.run_time(&STRING, depth), self.expr(&STRING, depth));
                new(parts![format!("{}(", self.name("clip")), a, " + ", b, ")"])
            }
            2 => {
                let s = self.run_time(&STRING, depth);
                let (a, b) = (self.rng.below(3), self.rng.below(6));
                if self.rng.one_in(2) {
                    let clip = self.name("from");
                    return new(parts![format!("{clip}("), s, format!(", {a})")]);
                }
                new(parts![
                    "h_cut(",
                    s,
                    format!(", {}, {})", a.min(b), a.max(b))
                ])
            }
            3 => {
                let n = self.run_time(&INT, depth);
                new(parts!["strconv.Itoa(", n, ")"])
            }
            4 | 5 => {
                let ty = self.plain_type();
                let value = self.expr(&ty, depth);
                let verb = *self.rng.pick(&["%v", "%+v", "%T", "%#v", "%5v|", "%-6v|"]);
                new(parts![
                    format!("h_clip(fmt.Sprintf(\"{verb}\", "),
                    value,
                    "))"
                ])
            }
            6 => {
                let n = self.run_time(&Ty::Basic("int32"), depth);
                new(parts!["string(rune(", n, "&0x3ff))"])
            }
            7 => self
                .place(&STRING, depth)
                .unwrap_or_else(|| self.literal(&STRING, 0)),
            8 => {
                let shape = self.expr(&Ty::Named(self.name("Shape")), depth);
                new(parts!["(", shape, ").Name()"])
            }
            _ => {
                let call =
                    *self
                        .rng
                        .pick(&["strings.ToUpper(", "strings.TrimLeft(", "strconv.Quote("]);
                let s = self.expr(&STRING, depth);
                let more = if call.contains("Trim") {
                    ", \"ahx\"))"
                } else {
                    "))"
                };
                new(parts!["h_clip(", call, s, more])
            }
        }
    }

    fn boolean(&mut self, depth: usize) -> Expr {
        let new = |parts| Expr::new(BOOL, parts);
        match self.rng.below(7) {
            0..=2 => {
                let ty = match self.rng.below(4) {
                    0 => STRING,
                    1 => FLOAT,
                    _ => Ty::Basic(INTEGERS[self.rng.below(INTEGERS.len())]),
                };
                let op = *self
                    .rng
                    .pick(&[" == ", " != ", " < ", " <= ", " > ", " >= "]);
                let (a, b) = (self.run_time(&ty, depth), self.expr(&ty, depth));
                new(parts!["(", a, op, b, ")"])
            }
            3 => {
                let op = *self.rng.pick(&[" && ", " || "]);
                let (a, b) = (self.expr(&BOOL, depth), self.expr(&BOOL, depth));
                new(parts!["(", a, op, b, ")"])
            }
            4 => {
                let ty =
                    [Ty::Any, Ty::Error, Ty::Named(self.name("Shape"))][self.rng.below(3)].clone();
                let call = format!("h_same[{}](", ty.text());
                let (a, b) = (self.expr(&ty, depth), self.expr(&ty, depth));
                new(parts![call, a, ", ", b, ")"])
            }
            5 => {
                let a = self.expr(&BOOL, depth);
                new(parts!["!", a])
            }
            _ => {
                let (a, b) = (self.expr(&Ty::Error, depth), self.expr(&Ty::Error, depth));
                new(parts!["errors.Is(", a, ", ", b, ")"])
            }
        }
    }

    /// Products stand in a conversion: without it some processors round once for `x*y + z`.
    fn float(&mut self, depth: usize) -> Expr {
        let new = |parts| Expr::new(FLOAT, parts);
        match self.rng.below(4) {
            0 | 1 => {
                let op = *self.rng.pick(&[" + ", " - ", " * ", " / "]);
                let (a, b) = (self.run_time(&FLOAT, depth), self.run_time(&FLOAT, depth));
                new(parts!["float64(", a, op, b, ")"])
            }
            2 => {
                let ty = Ty::Basic(INTEGERS[self.rng.below(INTEGERS.len())]);
                let a = self.run_time(&ty, depth);
                new(parts!["float64(", a, ")"])
            }
            _ => self
                .place(&FLOAT, depth)
                .unwrap_or_else(|| self.literal(&FLOAT, 0)),
        }
    }

    fn slice(&mut self, elem: &Ty, depth: usize) -> Expr {
        let ty = Ty::Slice(Box::new(elem.clone()));
        match self.rng.below(7) {
            0 => {
                let s = self.expr(&ty, depth);
                let (a, b) = (self.rng.below(3), self.rng.below(4));
                Expr::new(
                    ty,
                    parts!["h_part(", s, format!(", {}, {})", a.min(b), a.max(b))],
                )
            }
            1 => {
                let (s, e) = (self.expr(&ty, depth), self.expr(elem, depth));
                let head = format!("append({}(nil), append((", ty.text());
                Expr::new(
                    ty.clone(),
                    parts![head, s, format!(")[:0:0], "), e, ")...)"],
                )
            }
            2 => {
                let from = self.plain_type();
                let s = self.expr(&Ty::Slice(Box::new(from.clone())), depth);
                let function = self.function(
                    &Ty::Func(Box::new(from.clone()), Box::new(elem.clone())),
                    &from,
                    elem,
                    depth,
                );
                Expr::new(
                    ty,
                    parts![format!("{}(", self.name("each")), s, ", ", function, ")"],
                )
            }
            3 if matches!(elem, Ty::Basic("int" | "string")) => {
                let m = self.expr(&Ty::Map(Box::new(elem.clone()), Box::new(INT)), depth);
                Expr::new(ty, parts![format!("{}(", self.name("keys")), m, ")"])
            }
            4 => {
                let n = self.run_time(&INT, depth);
                let text = ty.text();
                Expr::new(ty, parts![format!("make({text}, int(uint8("), n, "))%6)"])
            }
            _ => self.literal(&ty, depth),
        }
    }
}
