//! Random statements.

use crate::program::Gen;
use crate::tree::{BOOL, Expr, INT, INTEGERS, Node, STRING, Ty, parts};

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

fn line(parts: Vec<crate::tree::Part>) -> Option<Vec<Node>> {
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
    fn block(&mut self, depth: usize) -> Vec<Node> {
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

    fn branch(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let condition = self.expr(&BOOL, 3);
        let mut nodes = vec![Node::Block(
            parts![
                "if ",
                Expr::new(BOOL, parts!["bool(", condition, ")"]),
                " {"
            ],
            self.block(depth),
            "}",
        )];
        if self.rng.one_in(2) {
            let other = self.block(depth);
            if let Node::Block(_, _, tail) = &mut nodes[0] {
                *tail = "";
            }
            nodes.push(Node::Block(parts!["} else {"], other, "}"));
        }
        Some(vec![Node::Group(nodes)])
    }

    fn counted(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let i = self.fresh("i");
        let n = 1 + self.rng.below(5);
        let head = match self.rng.below(3) {
            0 => format!("for {i} := range {n} {{"),
            1 => format!("for {i} := {n}; {i} > 0; {i}-- {{"),
            _ => format!("for {i} := 0; {i} < {n}; {i}++ {{"),
        };
        let before = self.vars.len();
        self.declare(&i, INT, true);
        let mut body = vec![Node::Line(parts![format!("_ = {i}")])];
        body.extend(self.block(depth));
        self.vars.truncate(before);
        body.extend(self.jump());
        Some(vec![Node::Block(parts![head], body, "}")])
    }

    /// Leaves a loop early, now and then.
    fn jump(&mut self) -> Option<Node> {
        if !self.rng.one_in(4) {
            return None;
        }
        let condition = self.expr(&BOOL, 2);
        let jump = *self.rng.pick(&["break", "continue"]);
        Some(Node::Line(parts![
            "if ",
            Expr::new(BOOL, parts!["bool(", condition, ")"]),
            format!(" {{ {jump} }}")
        ]))
    }

    fn ranged(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let scalar = [INT, STRING, Ty::Any][self.rng.below(3)].clone();
        let (over, elem) = match self.rng.below(4) {
            0 => (STRING, Ty::Basic("int32")),
            1 => (Ty::Array(3, Box::new(scalar.clone())), scalar),
            _ => (Ty::Slice(Box::new(scalar.clone())), scalar),
        };
        let (i, x) = (self.fresh("i"), self.fresh("x"));
        let over = self.expr(&over, 2);
        let before = self.vars.len();
        self.declare(&i, INT, true);
        let fixed = self.rng.one_in(2);
        self.declare(&x, elem, fixed);
        let mut body = self.block(depth);
        self.vars.truncate(before);
        body.extend(self.jump());
        body.insert(0, Node::Line(parts![format!("_, _ = {i}, {x}")]));
        let head = parts![format!("for {i}, {x} := range ("), over, ") {"];
        Some(vec![Node::Block(head, body, "}")])
    }

    /// Walks over a map so that the order does not matter.
    fn over_map(&mut self, _: usize) -> Option<Vec<Node>> {
        let key = self.key_type();
        let map = self.expr(&Ty::Map(Box::new(key), Box::new(INT)), 2);
        let (total, k) = (self.fresh("t"), self.fresh("k"));
        let head = parts![format!("for {k}, e := range "), map, " {"];
        let body = vec![
            Node::Line(parts![format!("{total} += e")]),
            Node::Line(parts![format!("{total} += 7 * len(fmt.Sprint({k}))")]),
        ];
        let nodes = vec![
            Node::Line(parts![format!("{total} := 0")]),
            Node::Block(head, body, "}"),
            Node::Line(parts![format!("fmt.Println(\"sum\", {total})")]),
        ];
        Some(vec![Node::Group(nodes)])
    }

    fn over_function(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let x = self.fresh("x");
        let n = self.rng.below(6);
        let before = self.vars.len();
        self.declare(&x, INT, true);
        let mut body = vec![Node::Line(parts![format!("_ = {x}")])];
        let outside = std::mem::replace(&mut self.may_defer, false);
        body.extend(self.block(depth));
        self.may_defer = outside;
        self.vars.truncate(before);
        body.extend(self.jump());
        let head = format!("for {x} := range {}({n}) {{", self.name("seq"));
        Some(vec![Node::Block(parts![head], body, "}")])
    }

    fn chosen(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let ty = [INT, STRING][self.rng.below(2)].clone();
        let on = self.run_time(&ty, 2);
        let mut cases = Vec::new();
        let constants = if ty == INT {
            ["0", "1, 2", "-1"]
        } else {
            ["\"a\"", "\"go\", \"\"", "\"k1\""]
        };
        for constant in constants.iter().take(1 + self.rng.below(3)) {
            let mut body = self.block(depth);
            if self.rng.one_in(4) {
                body.push(Node::Line(parts!["fallthrough"]));
            }
            cases.push(Node::Block(parts![format!("case {constant}:")], body, ""));
        }
        let body = self.block(depth);
        cases.push(Node::Block(parts!["default:"], body, ""));
        Some(vec![Node::Block(parts!["switch ", on, " {"], cases, "}")])
    }

    fn type_switch(&mut self, _: usize) -> Option<Vec<Node>> {
        let value = self.expr(&Ty::Any, 2);
        let x = self.fresh("x");
        let mut cases = Vec::new();
        let color = self.name("Color");
        let shape = self.name("Shape");
        for ty in [
            "int",
            "string",
            "error",
            "[]int",
            "nil",
            &color,
            &shape,
            "fmt.Stringer",
            "bool, float64",
        ] {
            if self.rng.one_in(2) {
                let shown = Node::Line(parts![format!(
                    "fmt.Println(\"is {}\", {x})",
                    ty.replace(&color, "color")
                )]);
                cases.push(Node::Block(parts![format!("case {ty}:")], vec![shown], ""));
            }
        }
        cases.push(Node::Block(
            parts!["default:"],
            vec![Node::Line(parts![format!(
                "fmt.Printf(\"other %T\\n\", {x})"
            )])],
            "",
        ));
        Some(vec![Node::Block(
            parts![format!("switch {x} := ("), value, ").(type) {"],
            cases,
            "}",
        )])
    }

    fn deferred(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 || !self.may_defer {
            return None;
        }
        let ty = self.plain_type();
        let value = self.expr(&ty, 2);
        if self.rng.one_in(2) {
            return line(parts!["defer fmt.Println(\"deferred\", ", value, ")"]);
        }
        let inner = vec![Node::Line(parts!["fmt.Println(\"later\", ", value, ")"])];
        Some(vec![Node::Block(parts!["defer func() {"], inner, "}()")])
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
        let node = match self.rng.below(3) {
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

    /// Goroutines that add under a lock, or write to a place of their own; joined.
    fn goroutines(&mut self, _: usize) -> Option<Vec<Node>> {
        let (wg, mu, sum, i) = (
            self.fresh("wg"),
            self.fresh("mu"),
            self.fresh("n"),
            self.fresh("i"),
        );
        let before = self.vars.len();
        self.declare(&i, INT, true);
        self.quiet = true;
        let value = self.expr(&INT, 3);
        self.quiet = false;
        self.vars.truncate(before);
        let body = vec![
            Node::Line(parts![format!("{wg}.Add(1)")]),
            Node::Block(
                parts!["go func() {"],
                vec![
                    Node::Line(parts![format!("defer {wg}.Done()")]),
                    Node::Line(parts!["defer func() { recover() }()"]),
                    Node::Line(parts![format!("{mu}.Lock()")]),
                    Node::Line(parts![format!("defer {mu}.Unlock()")]),
                    Node::Line(parts![format!("{sum}[{i}] += "), value]),
                ],
                "}()",
            ),
        ];
        let nodes = vec![
            Node::Line(parts![format!(
                "var {wg} sync.WaitGroup; var {mu} sync.Mutex; {sum} := map[int]int{{}}"
            )]),
            Node::Block(parts![format!("for {i} := range 3 {{")], body, "}"),
            Node::Line(parts![format!("{wg}.Wait()")]),
            Node::Line(parts![format!("fmt.Println({sum})")]),
        ];
        Some(vec![Node::Group(nodes)])
    }

    /// One goroutine sends, this one receives until the channel is closed.
    fn channel(&mut self, _: usize) -> Option<Vec<Node>> {
        let ty = [INT, STRING, Ty::Any][self.rng.below(3)].clone();
        let c = self.fresh("c");
        self.quiet = true;
        let values = self.expr(&Ty::Slice(Box::new(ty.clone())), 3);
        self.quiet = false;
        let room = self.rng.below(3);
        let sender = vec![
            Node::Line(parts![format!("defer close({c})")]),
            Node::Line(parts!["defer func() { recover() }()"]),
            Node::Block(
                parts!["for _, x := range ", values, " {"],
                vec![Node::Line(parts![format!("{c} <- x")])],
                "}",
            ),
        ];
        let nodes = vec![
            Node::Line(parts![format!("{c} := make(chan {}, {room})", ty.text())]),
            Node::Block(parts!["go func() {"], sender, "}()"),
            Node::Line(parts![format!(
                "for x := range {c} {{ fmt.Println(\"got\", x) }}"
            )]),
            Node::Block(
                parts!["{"],
                vec![Node::Line(parts![format!(
                    "x, ok := <-{c}; fmt.Println(x, ok, len({c}), cap({c}))"
                )])],
                "}",
            ),
        ];
        Some(vec![Node::Group(nodes)])
    }

    /// At most one case is ready, so that what is chosen is certain.
    fn select(&mut self, _: usize) -> Option<Vec<Node>> {
        let (c, d) = (self.fresh("c"), self.fresh("d"));
        let value = self.expr(&INT, 2);
        let ready = if self.rng.one_in(2) {
            format!("{c} <- ")
        } else {
            "_ = ".to_string()
        };
        let cases = vec![
            Node::Line(parts![format!(
                "case x := <-{c}: fmt.Println(\"received\", x)"
            )]),
            Node::Line(parts![format!("case {d} <- 1: fmt.Println(\"sent\")")]),
            Node::Line(parts!["default: fmt.Println(\"nothing\")"]),
        ];
        let made = if self.rng.one_in(2) {
            "nil"
        } else {
            "make(chan int)"
        };
        let nodes = vec![
            Node::Line(parts![format!(
                "{c} := make(chan int, 1); var {d} chan<- int = {made}"
            )]),
            Node::Line(parts![ready, value]),
            Node::Block(parts!["select {"], cases, "}"),
        ];
        Some(vec![Node::Group(nodes)])
    }

    fn panics(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth < 2 || !self.rng.one_in(2) {
            return None;
        }
        let ty = match self.rng.below(4) {
            0 => STRING,
            1 => Ty::Error,
            2 => Ty::Named(self.name("Color")),
            _ => Ty::Basic(INTEGERS[self.rng.below(INTEGERS.len())]),
        };
        let condition = self.expr(&BOOL, 2);
        let value = self.expr(&ty, 2);
        let head = parts![
            "if ",
            Expr::new(BOOL, parts!["bool(", condition, ")"]),
            " {"
        ];
        Some(vec![Node::Block(
            head,
            vec![Node::Line(parts!["panic(", value, ")"])],
            "}",
        )])
    }

    /// A function with its own recover, which may panic again.
    fn nested_function(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let outside = std::mem::replace(&mut self.may_defer, true);
        let inner = self.block(depth);
        self.may_defer = outside;
        let again = if self.rng.one_in(4) {
            "panic(fmt.Sprint(\"again \", r))"
        } else {
            "fmt.Println(\"inner\", r)"
        };
        let mut body = vec![Node::Block(
            parts!["defer func() {"],
            vec![Node::Line(parts![format!(
                "if r := recover(); r != nil {{ {again} }}"
            )])],
            "}()",
        )];
        body.extend(inner);
        Some(vec![Node::Block(parts!["func() {"], body, "}()")])
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

    fn labelled(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let (label, i, j) = (self.fresh("L"), self.fresh("i"), self.fresh("j"));
        let before = self.vars.len();
        self.declare(&i, INT, true);
        self.declare(&j, INT, true);
        let condition = self.expr(&BOOL, 3);
        let jump = *self.rng.pick(&["break", "continue"]);
        let mut body = vec![Node::Line(parts![
            "if ",
            Expr::new(BOOL, parts!["bool(", condition, ")"]),
            format!(" {{ {jump} {label} }}")
        ])];
        body.extend(self.block(depth));
        body.push(Node::Line(parts![format!("fmt.Print({i}, {j}, \" \")")]));
        self.vars.truncate(before);
        let inner = Node::Block(parts![format!("for {j} := range 2 {{")], body, "}");
        let nodes = vec![
            Node::Line(parts![format!("{label}:")]),
            Node::Block(
                parts![format!("for {i} := 0; {i} < 3; {i}++ {{")],
                vec![inner],
                "}",
            ),
        ];
        Some(vec![Node::Group(nodes)])
    }
}
