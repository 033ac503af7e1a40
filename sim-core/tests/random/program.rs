//! A random program: what it declares, and its main function. The helpers that every program may use are ordinary Go too.

use crate::rng::Rng;
use crate::tree::{BOOL, FLOAT, INT, INTEGERS, Node, Program, STRING, Ty, parts};

/// A variable in scope.
pub struct Var {
    pub name: String,
    pub ty: Ty,
    /// Statements must not change it.
    pub fixed: bool,
}

/// A struct type of the program.
#[derive(Clone)]
pub struct Struct {
    pub name: String,
    pub fields: Vec<(String, Ty)>,
    /// Its methods have a pointer receiver.
    pub by_pointer: bool,
}

/// A function of the program. It changes nothing that its caller sees.
#[derive(Clone)]
pub struct Function {
    pub name: String,
    pub parameters: Vec<Ty>,
    pub result: Ty,
}

/// What is known while a program is made.
pub struct Gen {
    pub rng: Rng,
    number: u64,
    names: usize,
    pub vars: Vec<Var>,
    pub structs: Vec<Struct>,
    pub functions: Vec<Function>,
    /// Statements that may still be made.
    pub left: usize,
    /// Not inside a loop over a function, where Weft has no defer.
    pub may_defer: bool,
    /// In a goroutine: calls nothing that prints, since others print too.
    pub quiet: bool,
}

/// What every program may use: the name that stands for each in a program's text, and its declarations. What may panic inside an expression
/// is a call, because the order of calls is what the language fixes.
pub const HELPERS: &[(&str, &str)] = &[
    ("h_fuel", "var h_fuel = 300"),
    ("h_id", "func h_id[T any](x T) T { return x }"),
    (
        "h_clip",
        "func h_clip(s string) string {\n\tif len(s) > 40 {\n\t\treturn s[3:40]\n\t}\n\treturn s\n}",
    ),
    (
        "h_from",
        "func h_from(s string, n int) string {\n\tfor i := range s {\n\t\tif i >= n {\n\t\t\treturn s[i:]\n\t\t}\n\t}\n\treturn \"\"\n}",
    ),
    (
        "h_cut",
        "func h_cut[T ~string](s T, a, b int) T { return s[a:b] }",
    ),
    (
        "h_part",
        "func h_part[T any](s []T, a, b int) []T { return s[a:b] }",
    ),
    ("h_at", "func h_at[T any](s []T, i int) T { return s[i] }"),
    ("h_deref", "func h_deref[T any](p *T) T { return *p }"),
    ("h_div", "func h_div[T h_Int](a, b T) T { return a / b }"),
    ("h_mod", "func h_mod[T h_Int](a, b T) T { return a % b }"),
    (
        "h_shl",
        "func h_shl[T, C h_Int](a T, n C) T { return a << n }",
    ),
    (
        "h_shr",
        "func h_shr[T, C h_Int](a T, n C) T { return a >> n }",
    ),
    (
        "h_same",
        "func h_same[T comparable](a, b T) bool { return a == b }",
    ),
    (
        "h_Int",
        "type h_Int interface {\n\tint | int8 | uint8 | int32 | uint16 | int64 | uint64 | uint\n}",
    ),
    (
        "h_Shape",
        "type h_Shape interface {\n\tArea(k int) int\n\tName() string\n}",
    ),
    (
        "h_Color",
        "type h_Color int32\n\nfunc (c h_Color) String() string { return \"#\" + strconv.Itoa(int(c)) }",
    ),
    (
        "h_Err",
        "type h_Err struct{ Code int }\n\nfunc (e h_Err) Error() string { return \"code \" + strconv.Itoa(e.Code) }",
    ),
    ("h_List", LIST),
    (
        "h_each",
        "func h_each[T, U any](s []T, f func(T) U) []U {\n\tvar out []U\n\tfor _, x := range s {\n\t\tout = append(out, f(x))\n\t}\n\treturn out\n}",
    ),
    (
        "h_fold",
        "func h_fold[T any](s []T, a T, f func(a, b T) T) T {\n\tfor _, x := range s {\n\t\ta = f(a, x)\n\t}\n\treturn a\n}",
    ),
    (
        "h_keys",
        "func h_keys[K interface{ ~int | ~string }, V any](m map[K]V) []K {\n\tvar keys []K\n\tfor k := range m {\n\t\tkeys = append(keys, k)\n\t}\n\tslices.Sort(keys)\n\treturn keys\n}",
    ),
    (
        "h_pair",
        "func h_pair[T any](s []T, x T) ([]T, T) { return s, x }",
    ),
    (
        "h_seq",
        "func h_seq(n int) func(func(int) bool) {\n\treturn func(yield func(int) bool) {\n\t\tfor i := 0; i < n && (yield(i*i) || n == 5); i++ {\n\t\t}\n\t}\n}",
    ),
    (
        "h_try",
        "func h_try(name string, f func()) {\n\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\tfmt.Println(name, \"panics:\", r)\n\t\t\tif e, ok := r.(error); ok {\n\t\t\t\tfmt.Println(e.Error())\n\t\t\t}\n\t\t}\n\t}()\n\tf()\n}",
    ),
];

const LIST: &str = "type h_List[T any] struct {\n\tItems []T\n\tpushed int\n}

func (l *h_List[T]) Push(x T) *h_List[T] {\n\tl.Items = append(l.Items, x)\n\tl.pushed++\n\treturn l\n}

func (l *h_List[T]) Pop() (x T, ok bool) {\n\tif len(l.Items) == 0 {\n\t\treturn x, false\n\t}\n\tx = l.Items[len(l.Items)-1]\n\tl.Items = l.Items[:len(l.Items)-1]\n\treturn x, true\n}

func (l h_List[T]) All(yield func(int, T) bool) {\n\tfor i, x := range l.Items {\n\t\tif !yield(i, x) {\n\t\t\treturn\n\t\t}\n\t}\n}";

/// A program of a seed; equal for equal numbers.
pub fn program(seed: u64, number: u64) -> Program {
    let mut maker = Gen {
        rng: Rng::new(seed.wrapping_mul(1_000_003).wrapping_add(number)),
        number,
        names: 0,
        vars: Vec::new(),
        structs: Vec::new(),
        functions: Vec::new(),
        left: 0,
        may_defer: true,
        quiet: false,
    };
    let mut nodes = Vec::new();
    for _ in 0..2 + maker.rng.below(2) {
        nodes.extend(maker.structure());
    }
    for _ in 0..2 + maker.rng.below(3) {
        let function = maker.declare_function();
        nodes.push(function);
    }
    nodes.push(maker.main());
    Program { number, nodes }
}

impl Gen {
    /// The name of a helper.
    pub fn name(&self, name: &str) -> String {
        format!("h_{name}")
    }

    /// A name of this program's own.
    fn own(&self, name: &str) -> String {
        format!("p{}_{name}", self.number)
    }

    /// A name that nothing has.
    pub fn fresh(&mut self, letter: &str) -> String {
        self.names += 1;
        format!("{letter}{}", self.names)
    }

    pub fn declare(&mut self, name: &str, ty: Ty, fixed: bool) {
        self.vars.push(Var {
            name: name.to_string(),
            ty,
            fixed,
        });
    }

    /// Fields of a struct; an embedded struct's are not among them.
    pub fn fields(&self, name: &str) -> Vec<(String, Ty)> {
        let found = self.structs.iter().find(|of| of.name == name);
        found.map(|of| of.fields.clone()).unwrap_or_default()
    }

    /// A field of a type.
    pub fn field(&self, name: &str, ty: &Ty) -> Option<String> {
        let fields = self.fields(name);
        let found = fields.into_iter().find(|(_, of)| of == ty);
        found.map(|(field, _)| field)
    }

    /// A type whose values can be printed.
    pub fn plain_type(&mut self) -> Ty {
        match self.rng.below(16) {
            0..=3 => INT,
            4 | 5 => STRING,
            6 => BOOL,
            7 => FLOAT,
            8 => Ty::Basic(INTEGERS[1 + self.rng.below(6)]),
            9 => Ty::Named(self.name("Color")),
            10 if !self.structs.is_empty() => {
                let which = self.rng.below(self.structs.len());
                Ty::Named(self.structs[which].name.clone())
            }
            11 | 12 => {
                let elem = self.scalar();
                Ty::Slice(Box::new(elem))
            }
            13 => Ty::Array(3, Box::new(self.scalar())),
            14 => Ty::Map(Box::new(self.key_type()), Box::new(self.scalar())),
            _ => [Ty::Any, Ty::Error][self.rng.below(2)].clone(),
        }
    }

    fn scalar(&mut self) -> Ty {
        [INT, STRING, Ty::Basic("uint8"), FLOAT, Ty::Any, BOOL][self.rng.below(6)].clone()
    }

    pub fn key_type(&mut self) -> Ty {
        [INT, STRING, INT, STRING, Ty::Basic("uint8"), BOOL, Ty::Any][self.rng.below(7)].clone()
    }

    /// Any type of variable.
    pub fn any_type(&mut self) -> Ty {
        match self.rng.below(8) {
            0 if !self.structs.is_empty() => {
                let which = self.rng.below(self.structs.len());
                Ty::Pointer(self.structs[which].name.clone())
            }
            1 => Ty::Named(self.name("Shape")),
            2 => {
                let to = [INT, STRING, BOOL][self.rng.below(3)].clone();
                Ty::Func(Box::new(INT), Box::new(to))
            }
            _ => self.plain_type(),
        }
    }

    /// A struct with the methods of a Shape, which may embed the one before it.
    fn structure(&mut self) -> Vec<Node> {
        let name = self.own(&format!("S{}", self.structs.len()));
        let mut fields = vec![("A".to_string(), INT), ("B".to_string(), STRING)];
        for letter in ["C", "D"].iter().take(self.rng.below(3)) {
            fields.push(((*letter).to_string(), self.scalar()));
        }
        if self.rng.one_in(3) {
            fields.push(("E".to_string(), Ty::Slice(Box::new(INT))));
        }
        let by_pointer = self.rng.one_in(2);
        let embedded = self.structs.last().filter(|_| self.rng.one_in(2)).cloned();
        let mut text = format!("type {name} struct {{\n");
        if let Some(inner) = &embedded {
            text.push_str(&format!("\t{}\n", inner.name));
        }
        for (field, ty) in &fields {
            text.push_str(&format!("\t{field} {}\n", ty.text()));
        }
        text.push_str("}\n");
        let receiver = if by_pointer {
            format!("s *{name}")
        } else {
            format!("s {name}")
        };
        let factor = self.rng.below(9);
        let area = format!("func ({receiver}) Area(k int) int {{ return s.A*k + {factor} }}\n");
        let named = format!("func ({receiver}) Name() string {{ return \"{name}:\" + s.B }}\n");
        let change = format!("func (s *{name}) Add(n int) int {{\n\ts.A += n\n\treturn s.A\n}}\n");
        self.structs.push(Struct {
            name,
            fields,
            by_pointer,
        });
        let lines = [text, area, named, change].map(|text| Node::Line(parts![text]));
        lines.into()
    }

    /// A function of simple parameters, some with a named result that a deferred function changes.
    fn declare_function(&mut self) -> Node {
        let name = self.own(&format!("f{}", self.functions.len()));
        let result = [INT, STRING, BOOL, INT, FLOAT][self.rng.below(5)].clone();
        let parameters: Vec<Ty> = (0..1 + self.rng.below(3))
            .map(|_| [INT, STRING, BOOL, Ty::Basic("uint8")][self.rng.below(4)].clone())
            .collect();
        let before = self.vars.len();
        let mut listed = Vec::new();
        for ty in &parameters {
            let parameter = self.fresh("a");
            listed.push(format!("{parameter} {}", ty.text()));
            self.declare(&parameter, ty.clone(), false);
        }
        self.declare("res", result.clone(), false);
        let head = format!(
            "func {name}({}) (res {}) {{",
            listed.join(", "),
            result.text()
        );
        self.left = 6;
        let mut body = vec![Node::Line(parts![format!(
            "if {0}--; {0} < 0 {{ return }}",
            self.name("fuel")
        )])];
        if self.rng.one_in(3) {
            let handled = self.expr(&result, 1);
            body.push(Node::Line(parts![
                "defer func() { if r := recover(); r != nil { fmt.Println(\"in\", r); res = ",
                handled,
                " } }()"
            ]));
        }
        body.extend(self.statements(3, 2));
        let value = self.expr(&result, 2);
        body.push(Node::Line(parts!["return ", value]));
        self.vars.truncate(before);
        self.functions.push(Function {
            name,
            parameters,
            result,
        });
        Node::Block(parts![head], body, "}\n")
    }

    /// Sections, most of them in a function that recovers.
    fn main(&mut self) -> Node {
        let mut body = Vec::new();
        self.left = 12;
        body.extend(self.statements(4, 0));
        for section in 0..3 + self.rng.below(3) {
            self.left = 14;
            let before = self.vars.len();
            let inner = self.statements(4, 3);
            self.vars.truncate(before);
            let try_ = self.name("try");
            body.push(Node::Block(
                parts![format!("{try_}(\"section {section}\", func() {{")],
                inner,
                "})",
            ));
        }
        if self.rng.one_in(3) {
            self.left = 6;
            body.extend(self.statements(3, 2));
        }
        body.extend(self.show_all());
        Node::Block(
            parts![format!("func p{}_main() {{", self.number)],
            body,
            "}",
        )
    }

    /// Prints every variable that can be printed.
    fn show_all(&mut self) -> Vec<Node> {
        let shown = |var: &Var| {
            let name = &var.name;
            Node::Line(parts![format!(
                "fmt.Printf(\"{name} %v %T\\n\", {name}, {name})"
            )])
        };
        self.vars
            .iter()
            .filter(|var| var.ty.is_printable())
            .map(shown)
            .collect()
    }
}
