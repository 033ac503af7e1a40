//! Random statements, the simple ones; [`crate::blocks`] has those with blocks in them.

use crate::program::Gen;
use crate::tree::{Expr, INT, INTEGERS, Node, STRING, Ty, parts};

type Maker = fn(&mut Gen, usize) -> Option<Vec<Node>>;

/// What statements there are, each as often as it stands here.
const MAKERS: &[Maker] = &[
    Gen::variable_declaration,
    Gen::variable_declaration,
    Gen::variable_declaration,
    Gen::assignment,
    Gen::assignment,
    Gen::assignment,
    Gen::operation,
    Gen::operation,
    Gen::element,
    Gen::element,
    Gen::swap,
    Gen::print,
    Gen::print,
    Gen::branch,
    Gen::branch,
    Gen::counted,
    Gen::ranged,
    Gen::ranged,
    Gen::over_map,
    Gen::over_function,
    Gen::chosen,
    Gen::type_switch,
    Gen::deferred,
    Gen::assertion,
    Gen::map_entry,
    Gen::append,
    Gen::append,
    Gen::copied,
    Gen::method,
    Gen::list,
    Gen::closure,
    Gen::goroutines,
    Gen::channel,
    Gen::select,
    Gen::panics,
    Gen::nested_function,
    Gen::labelled,
    Gen::simple_fault,
];

/// A statement on a line.
pub(crate) fn line(parts: Vec<crate::tree::Part>) -> Option<Vec<Node>> {
    Some(vec![Node::Line(parts)])
}

impl Gen {
    /// Some statements, with blocks nested at most so deep. Their variables stay in scope.
    pub fn statements(&mut self, count: usize, depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for _ in 0..1 + self.rng.below(count) + count / 2 {
            if self.left == 0 {
                break;
            }
            let maker = *self.rng.pick(MAKERS);
            if let Some(made) = maker(self, depth) {
                self.left = self.left.saturating_sub(1);
                nodes.extend(made);
            }
        }
        nodes
    }

    /// The statements of a block: what they declare ends with it.
    pub(crate) fn block(&mut self, depth: usize) -> Vec<Node> {
        let before = self.vars.len();
        let nodes = self.statements(3, depth - 1);
        self.vars.truncate(before);
        nodes
    }

    fn variable_declaration(&mut self, _: usize) -> Option<Vec<Node>> {
        let ty = self.any_type();
        let name = self.fresh("v");
        let node = if self.rng.one_in(6) {
            parts![format!("var {name} {}; _ = {name}", ty.text())]
        } else {
            let value = self.expr(&ty, 3);
            parts![
                format!("var {name} {} = ", ty.text()),
                value,
                format!("; _ = {name}")
            ]
        };
        self.declare(&name, ty, false);
        line(node)
    }

    /// A variable that may be changed, of a type that fits.
    fn changeable(&mut self, fits: impl Fn(&Ty) -> bool) -> Option<(String, Ty)> {
        let fitting: Vec<(String, Ty)> = self
            .vars
            .iter()
            .filter(|var| !var.fixed && fits(&var.ty))
            .map(|var| (var.name.clone(), var.ty.clone()))
            .collect();
        (!fitting.is_empty()).then(|| self.rng.pick(&fitting).clone())
    }

    fn assignment(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(|_| true)?;
        let value = self.expr(&ty, 3);
        line(parts![format!("{name} = "), value])
    }

    fn operation(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(Ty::is_integer)?;
        if self.rng.one_in(3) {
            let op = *self.rng.pick(&["++", "--"]);
            return line(parts![format!("{name}{op}")]);
        }
        let op = *self.rng.pick(&[
            " += ", " -= ", " *= ", " ^= ", " |= ", " &^= ", " /= ", " %= ",
        ]);
        let depth = if matches!(op, " /= " | " %= ") { 0 } else { 2 };
        let value = self.run_time(&ty, depth);
        line(parts![name, op, value])
    }

    /// Stores into an element or a field.
    fn element(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(|ty| {
            matches!(
                ty,
                Ty::Slice(_) | Ty::Array(..) | Ty::Named(_) | Ty::Pointer(_)
            )
        })?;
        match &ty {
            Ty::Slice(elem) | Ty::Array(_, elem) => {
                let index = self.index(&name, &ty);
                let value = self.expr(elem, 0);
                line(parts![name, "[", index, "] = ", value])
            }
            Ty::Named(of) | Ty::Pointer(of) => {
                let fields = self.fields(of);
                let (field, ty) = fields.get(self.rng.below(fields.len()))?.clone();
                let value = self.expr(&ty, 0);
                line(parts![format!("{name}.{field} = "), value])
            }
            _ => None,
        }
    }

    fn swap(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(|ty| matches!(ty, Ty::Slice(_) | Ty::Array(..)))?;
        let (a, b) = (self.index(&name, &ty), self.index(&name, &ty));
        let text = |index: &Expr| Expr::new(INT, vec![index.clone().into()]);
        line(parts![
            name.clone(),
            "[",
            text(&a),
            "], ",
            name.clone(),
            "[",
            text(&b),
            "] = ",
            name.clone(),
            "[",
            b,
            "], ",
            name,
            "[",
            a,
            "]"
        ])
    }

    fn print(&mut self, _: usize) -> Option<Vec<Node>> {
        let mut all = parts!["fmt.Println("];
        for _ in 0..1 + self.rng.below(3) {
            let ty = self.plain_type();
            all.push(self.expr(&ty, 3).into());
            all.push(", ".into());
        }
        all.push(")".into());
        line(all)
    }

    fn assertion(&mut self, _: usize) -> Option<Vec<Node>> {
        let value = self.expr(&Ty::Any, 2);
        let ty = [INT, STRING, Ty::Named(self.name("Color")), Ty::Error][self.rng.below(4)].clone();
        let name = self.fresh("v");
        let text = ty.text();
        let node = if self.rng.one_in(3) {
            parts![
                format!("{name} := "),
                value,
                format!(".({text}); _ = {name}")
            ]
        } else {
            parts![
                format!("{name}, ok := "),
                value,
                format!(".({text}); fmt.Println({name}, ok)")
            ]
        };
        let nodes = if self.rng.one_in(3) {
            vec![Node::Line(node)]
        } else {
            return Some(vec![Node::Block(parts!["{"], vec![Node::Line(node)], "}")]);
        };
        // A second `ok` in one block would be no new variable but the name before it is.
        self.declare(&name, ty, false);
        Some(nodes)
    }

    fn map_entry(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(|ty| matches!(ty, Ty::Map(..)))?;
        let Ty::Map(key, elem) = ty else { return None };
        let k = self.expr(&key, 2);
        match self.rng.below(5) {
            0 => line(parts![format!("delete({name}, "), k, ")"]),
            1 if elem.is_number() => {
                let value = self.run_time(&elem, 1);
                line(parts![name, "[", k, "] += ", value])
            }
            2 => {
                let inner = Node::Line(parts![
                    format!("e, ok := {name}["),
                    k,
                    "]; fmt.Println(e, ok)"
                ]);
                Some(vec![Node::Block(parts!["{"], vec![inner], "}")])
            }
            3 if self.rng.one_in(4) => line(parts![format!("clear({name})")]),
            _ => {
                let value = self.expr(&elem, 2);
                line(parts![name, "[", k, "] = ", value])
            }
        }
    }

    fn append(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(|ty| matches!(ty, Ty::Slice(_)))?;
        let Ty::Slice(elem) = &ty else { return None };
        let node = match self.rng.below(4) {
            3 => {
                let (pair, a) = (self.name("pair"), self.expr(elem, 2));
                parts![format!("{name} = append({pair}({name}, "), a, "))"]
            }
            0 => {
                let more = self.expr(&ty, 2);
                parts![
                    format!("if len({name}) < 40 {{ {name} = append({name}, "),
                    more,
                    "...) }"
                ]
            }
            1 => {
                let (a, b) = (self.expr(elem, 2), self.expr(elem, 2));
                parts![format!("{name} = append({name}, "), a, ", ", b, ")"]
            }
            _ => {
                let a = self.expr(elem, 2);
                let cut = self.rng.below(3);
                parts![
                    format!("{name} = append({name}[:min({cut}, len({name}))], "),
                    a,
                    ")"
                ]
            }
        };
        let shown = Node::Line(parts![format!("fmt.Println(len({name}), cap({name}))")]);
        Some(vec![Node::Line(node), shown])
    }

    fn copied(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(|ty| matches!(ty, Ty::Slice(_)))?;
        let from = self.expr(&ty, 2);
        let at = self.rng.below(3);
        line(parts![
            format!("fmt.Println(copy({name}[min({at}, len({name})):], "),
            from,
            "))"
        ])
    }

    fn method(&mut self, _: usize) -> Option<Vec<Node>> {
        let structs: Vec<String> = self.structs.iter().map(|of| of.name.clone()).collect();
        let (name, _) = self.changeable(
            |ty| matches!(ty, Ty::Named(of) | Ty::Pointer(of) if structs.contains(of)),
        )?;
        let n = self.expr(&INT, 2);
        if self.rng.one_in(3) {
            let bound = self.fresh("f");
            return line(parts![
                format!("{bound} := {name}.Add; fmt.Println({bound}(1), {bound}("),
                n,
                "))"
            ]);
        }
        line(parts![format!("fmt.Println({name}.Add("), n, "))"])
    }

    fn list(&mut self, _: usize) -> Option<Vec<Node>> {
        let ty = [INT, STRING, Ty::Any][self.rng.below(3)].clone();
        let l = self.fresh("l");
        let (a, b) = (self.expr(&ty, 2), self.expr(&ty, 2));
        let of = format!("{}[{}]", self.name("List"), ty.text());
        let nodes = vec![
            Node::Line(parts![format!("var {l} {of}")]),
            Node::Line(parts![format!("{l}.Push("), a, ").Push(", b, ")"]),
            Node::Line(parts![format!("fmt.Println({l}.Pop())")]),
            Node::Line(parts![format!(
                "for i, x := range {l}.All {{ fmt.Println(i, x) }}"
            )]),
            Node::Line(parts![format!("fmt.Printf(\"%v %d\\n\", {l}, {l}.pushed)")]),
        ];
        Some(vec![Node::Group(nodes)])
    }

    /// Closures that share a variable, called in order.
    fn closure(&mut self, _: usize) -> Option<Vec<Node>> {
        let (name, ty) = self.changeable(Ty::is_integer)?;
        let f = self.fresh("f");
        let value = self.run_time(&ty, 2);
        let nodes = vec![
            Node::Line(parts![
                format!("{f} := func() {} {{ {name} += ", ty.text()),
                value,
                format!("; return {name} }}")
            ]),
            Node::Line(parts![format!("fmt.Println({f}())")]),
            Node::Line(parts![format!("fmt.Println({f}())")]),
        ];
        Some(vec![Node::Group(nodes)])
    }

    /// One operation that may panic, on variables.
    fn simple_fault(&mut self, _: usize) -> Option<Vec<Node>> {
        let integer = Ty::Basic(INTEGERS[self.rng.below(INTEGERS.len())]);
        match self.rng.below(5) {
            0 => {
                let (a, b) = (self.run_time(&integer, 0), self.run_time(&integer, 0));
                let op = *self.rng.pick(&[" / ", " % ", " << ", " >> "]);
                line(parts!["fmt.Println(", a, op, b, ")"])
            }
            1 => {
                let (name, ty) =
                    self.changeable(|ty| matches!(ty, Ty::Slice(_) | Ty::Array(..)))?;
                let index = self.index(&name, &ty);
                let shown = if ty.is_printable() { "" } else { "any" };
                line(parts![format!("fmt.Println({shown}({name}["), index, "]))"])
            }
            2 => {
                let (name, _) = self.changeable(|ty| matches!(ty, Ty::Pointer(_)))?;
                line(parts![format!("fmt.Println({name}.A, {name}.B)")])
            }
            3 => {
                let (name, _) =
                    self.changeable(|ty| matches!(ty, Ty::Slice(_)) || *ty == STRING)?;
                let (a, b) = (self.run_time(&INT, 0), self.run_time(&INT, 0));
                line(parts![format!("fmt.Println(len({name}["), a, ":", b, "]))"])
            }
            _ => {
                let (a, b) = (self.variable(&Ty::Any)?, self.variable(&Ty::Any)?);
                line(parts!["fmt.Println(", a, " == ", b, ")"])
            }
        }
    }
}
