//! A program as a tree: lines and blocks of statements, and in them expressions that know their types. It can be printed, and taken apart
//! for shrinking.

use crate::program::HELPERS;

/// A type of the generated programs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ty {
    /// A number, a string or a bool, by its name in Go.
    Basic(&'static str),
    /// `[]T`
    Slice(Box<Ty>),
    /// `[n]T`
    Array(usize, Box<Ty>),
    /// `map[K]V`
    Map(Box<Ty>, Box<Ty>),
    /// A type that the program declares, by name.
    Named(String),
    /// A pointer to one.
    Pointer(String),
    /// `func(T) R`
    Func(Box<Ty>, Box<Ty>),
    /// `any`
    Any,
    /// `error`
    Error,
}

pub const INT: Ty = Ty::Basic("int");
pub const STRING: Ty = Ty::Basic("string");
pub const BOOL: Ty = Ty::Basic("bool");
pub const FLOAT: Ty = Ty::Basic("float64");
/// The integer types in use.
pub const INTEGERS: [&str; 8] = [
    "int", "int8", "uint8", "int32", "uint16", "int64", "uint64", "uint",
];

impl Ty {
    /// As Go writes it.
    pub fn text(&self) -> String {
        match self {
            Ty::Basic(name) => (*name).to_string(),
            Ty::Slice(elem) => format!("[]{}", elem.text()),
            Ty::Array(n, elem) => format!("[{n}]{}", elem.text()),
            Ty::Map(key, elem) => format!("map[{}]{}", key.text(), elem.text()),
            Ty::Named(name) => name.clone(),
            Ty::Pointer(name) => format!("*{name}"),
            Ty::Func(from, to) => format!("func({}) {}", from.text(), to.text()),
            Ty::Any => "any".to_string(),
            Ty::Error => "error".to_string(),
        }
    }

    pub fn is_integer(&self) -> bool {
        matches!(self, Ty::Basic(name) if INTEGERS.contains(name))
    }

    pub fn is_number(&self) -> bool {
        self.is_integer() || *self == FLOAT
    }

    /// Whether printing it says the same on every run: no address, no function in it.
    pub fn is_printable(&self) -> bool {
        match self {
            Ty::Pointer(_) | Ty::Func(..) => false,
            Ty::Slice(elem) | Ty::Array(_, elem) | Ty::Map(_, elem) => elem.is_printable(),
            _ => true,
        }
    }
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// An expression.
    Sub(Expr),
}

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    pub ty: Ty,
    pub parts: Vec<Part>,
    /// Go computes it while it compiles, and may refuse what overflows.
    pub constant: bool,
}

/// A statement, or a declaration.
#[derive(Clone, Debug)]
pub enum Node {
    /// A line.
    Line(Vec<Part>),
    /// A line that opens a block, its statements, the line that closes it.
    Block(Vec<Part>, Vec<Node>, &'static str),
    /// Statements that belong together.
    Group(Vec<Node>),
}

/// A whole program. Its functions are named after its number, so that many fit into one package; `pN_main` is where it starts.
#[derive(Clone, Debug)]
pub struct Program {
    pub number: u64,
    pub nodes: Vec<Node>,
}

/// Packages that a program may use; those whose names occur are imported.
const PACKAGES: [&str; 8] = [
    "errors", "fmt", "slices", "sort", "strconv", "strings", "sync", "maps",
];

impl Expr {
    pub fn new(ty: Ty, parts: Vec<Part>) -> Expr {
        let constant = false;
        Expr {
            ty,
            parts,
            constant,
        }
    }

    pub fn text(ty: Ty, text: impl Into<String>) -> Expr {
        Expr::new(ty, vec![Part::Text(text.into())])
    }

    fn write(&self, out: &mut String) {
        write_parts(&self.parts, out);
    }
}

fn write_parts(parts: &[Part], out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Sub(expr) => expr.write(out),
        }
    }
}

impl Node {
    fn write(&self, depth: usize, out: &mut String) {
        let tabs = "\t".repeat(depth);
        match self {
            Node::Line(parts) => {
                out.push_str(&tabs);
                write_parts(parts, out);
                out.push('\n');
            }
            Node::Block(head, body, tail) => {
                out.push_str(&tabs);
                write_parts(head, out);
                out.push('\n');
                body.iter().for_each(|node| node.write(depth + 1, out));
                if !tail.is_empty() {
                    out.push_str(&tabs);
                    out.push_str(tail);
                    out.push('\n');
                }
            }
            Node::Group(nodes) => nodes.iter().for_each(|node| node.write(depth, out)),
        }
    }
}

impl Program {
    /// The name of its file.
    pub fn file(&self) -> String {
        format!("p{}.go", self.number)
    }

    /// Its text without `main` and without the helpers.
    pub fn text(&self) -> String {
        let body = self.body();
        imports(&body) + &body
    }

    /// A program by itself, with the helpers that it uses.
    pub fn whole(&self) -> String {
        let own = self.body();
        let mut used: Vec<&(&str, &str)> = Vec::new();
        let mut seen = own.clone();
        while let Some(helper) = HELPERS
            .iter()
            .find(|helper| seen.contains(helper.0) && !used.contains(helper))
        {
            seen.push_str(helper.1);
            used.push(helper);
        }
        let helpers = used.iter().map(|(_, text)| format!("{text}\n\n"));
        let body = helpers.collect::<String>() + &own;
        let start = self.number;
        imports(&body) + &body + &format!("\nfunc main() {{\n\tp{start}_main()\n}}\n")
    }

    fn body(&self) -> String {
        let mut body = String::new();
        self.nodes.iter().for_each(|node| node.write(0, &mut body));
        body
    }
}

/// A file with all helpers.
pub fn helpers() -> String {
    let all = HELPERS.iter().map(|(_, text)| format!("{text}\n\n"));
    let body = all.collect::<String>();
    imports(&body) + &body
}

fn imports(body: &str) -> String {
    let mut text = String::from("package main\n\nimport (\n");
    for package in PACKAGES {
        if body.contains(&format!("{package}.")) {
            text.push_str(&format!("\t\"{package}\"\n"));
        }
    }
    text + ")\n\n"
}

/// How many places there are at which [`without`] can take something away.
pub fn places(nodes: &[Node]) -> usize {
    nodes.iter().map(Node::places).sum()
}

impl Node {
    fn places(&self) -> usize {
        match self {
            Node::Line(parts) => 1 + expressions(parts),
            Node::Block(head, body, _) => 2 + expressions(head) + places(body),
            Node::Group(nodes) => 1 + places(nodes),
        }
    }
}

fn expressions(parts: &[Part]) -> usize {
    let count = |part: &Part| match part {
        Part::Text(_) => 0,
        Part::Sub(expr) => 1 + expressions(&expr.parts),
    };
    parts.iter().map(count).sum()
}

/// The nodes with something taken away at a place: a statement, a block around its statements, or an expression in favour of a simple one.
pub fn without(nodes: &[Node], mut place: usize) -> Vec<Node> {
    let mut left = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let own = node.places();
        if place >= own {
            place -= own;
            left.push(node.clone());
            continue;
        }
        left.extend(node.without(place));
        left.extend_from_slice(nodes.get(at + 1..).unwrap_or_default());
        return left;
    }
    left
}

impl Node {
    fn without(&self, place: usize) -> Vec<Node> {
        match (self, place) {
            (_, 0) => vec![],
            (Node::Line(parts), place) => vec![Node::Line(simpler(parts, place - 1))],
            (Node::Group(nodes), place) => vec![Node::Group(without(nodes, place - 1))],
            (Node::Block(_, body, _), 1) => body.clone(),
            (Node::Block(head, body, tail), place) => {
                let place = place - 2;
                let in_head = expressions(head);
                if place < in_head {
                    vec![Node::Block(simpler(head, place), body.clone(), tail)]
                } else {
                    vec![Node::Block(
                        head.clone(),
                        without(body, place - in_head),
                        tail,
                    )]
                }
            }
        }
    }
}

fn simpler(parts: &[Part], mut place: usize) -> Vec<Part> {
    let mut out = Vec::new();
    let mut done = false;
    for part in parts {
        match part {
            Part::Sub(expr) if !done => {
                let own = 1 + expressions(&expr.parts);
                if place >= own {
                    place -= own;
                    out.push(part.clone());
                    continue;
                }
                done = true;
                out.push(Part::Sub(expr.simpler(place)));
            }
            _ => out.push(part.clone()),
        }
    }
    out
}

impl Expr {
    /// A part of the same type in place of the whole, else the zero value; or the same inside.
    fn simpler(&self, place: usize) -> Expr {
        if place > 0 {
            return Expr {
                parts: simpler(&self.parts, place - 1),
                ..self.clone()
            };
        }
        let same = |part: &Part| match part {
            Part::Sub(expr) if expr.ty == self.ty => Some(expr.clone()),
            _ => None,
        };
        let zero = || Expr::text(self.ty.clone(), format!("*new({})", self.ty.text()));
        self.parts.iter().find_map(same).unwrap_or_else(zero)
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Part {
        Part::Text(text.to_string())
    }
}

impl From<String> for Part {
    fn from(text: String) -> Part {
        Part::Text(text)
    }
}

impl From<Expr> for Part {
    fn from(expr: Expr) -> Part {
        Part::Sub(expr)
    }
}

/// The pieces of a line.
macro_rules! parts {
    ($($part:expr),* $(,)?) => { vec![$($crate::tree::Part::from($part)),*] };
}
pub(crate) use parts;
