//! Random statements with blocks in them: branches, loops, functions that recover, goroutines and channels.

use crate::program::Gen;
use crate::stmt::line;
use crate::tree::{BOOL, Expr, INT, INTEGERS, Node, STRING, Ty, parts};

impl Gen {
    pub(crate) fn branch(&mut self, depth: usize) -> Option<Vec<Node>> {
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

    pub(crate) fn counted(&mut self, depth: usize) -> Option<Vec<Node>> {
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
    pub(crate) fn jump(&mut self) -> Option<Node> {
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

    pub(crate) fn ranged(&mut self, depth: usize) -> Option<Vec<Node>> {
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
    pub(crate) fn over_map(&mut self, _: usize) -> Option<Vec<Node>> {
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

    pub(crate) fn over_function(&mut self, depth: usize) -> Option<Vec<Node>> {
        if depth == 0 {
            return None;
        }
        let x = self.fresh("x");
        let n = self.rng.below(6);
        let before = self.vars.len();
        self.declare(&x, INT, true);
        let mut body = vec![Node::Line(parts![format!("_ = {x}")])];
        body.extend(self.block(depth));
        self.vars.truncate(before);
        body.extend(self.jump());
        let head = format!("for {x} := range {}({n}) {{", self.name("seq"));
        Some(vec![Node::Block(parts![head], body, "}")])
    }

    pub(crate) fn chosen(&mut self, depth: usize) -> Option<Vec<Node>> {
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

    pub(crate) fn type_switch(&mut self, _: usize) -> Option<Vec<Node>> {
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

    pub(crate) fn deferred(&mut self, depth: usize) -> Option<Vec<Node>> {
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

    /// Goroutines that add under a lock, or write to a place of their own; joined.
    pub(crate) fn goroutines(&mut self, _: usize) -> Option<Vec<Node>> {
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
    pub(crate) fn channel(&mut self, _: usize) -> Option<Vec<Node>> {
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
    pub(crate) fn select(&mut self, _: usize) -> Option<Vec<Node>> {
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

    pub(crate) fn panics(&mut self, depth: usize) -> Option<Vec<Node>> {
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
    pub(crate) fn nested_function(&mut self, depth: usize) -> Option<Vec<Node>> {
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

    pub(crate) fn labelled(&mut self, depth: usize) -> Option<Vec<Node>> {
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
