//! The checker never panics, never overflows its stack and never runs for ever, whatever it is given.

use sim_core::check::{self, Options};
use sim_core::prelude;

fn check(text: &str) -> Result<(), String> {
    match check::check(&[("prog.go", text)], &Options::default()) {
        Ok(_) => Ok(()),
        Err((errors, sources)) => Err(errors.render(&sources)),
    }
}

fn main_with(body: &str) -> String {
    format!("package main\n\nfunc main() {{\n{body}\n}}\n")
}

#[test]
fn deep_nesting_ends_in_an_answer() {
    for depth in [50, 150, 390, 2_000, 20_000] {
        let parens = format!("_ = {}1{}", "(".repeat(depth), ")".repeat(depth));
        let minus = format!("_ = {}1", "- ".repeat(depth));
        let blocks = format!("{}{}", "{".repeat(depth), "}".repeat(depth));
        let funcs = format!(
            "_ = {}1{}",
            "func() int { return ".repeat(depth),
            " }()".repeat(depth)
        );
        let chain = format!("x := 1\n{} {{}}", "if x == 1 {} else ".repeat(depth));
        let types = format!("var x {}int\n_ = x", "[]*".repeat(depth));
        let structs = format!(
            "var x {}int{}\n_ = x",
            "struct{ f ".repeat(depth),
            " }".repeat(depth)
        );
        let sums = format!("x := 1\n_ = x{}", " + x".repeat(depth));
        let calls = format!("_ = {}1{}", "len([]int{".repeat(depth), "})".repeat(depth));
        for body in [
            parens, minus, blocks, funcs, chain, types, structs, sums, calls,
        ] {
            let _ = check(&main_with(&body));
        }
    }
}

#[test]
fn types_that_double_with_each_line_are_cheap() {
    let mut structs = String::from("package main\n\ntype T0 struct{ a int }\n");
    let mut generic = String::from(
        "package main\n\ntype P[A, B any] struct { a A; b B }\n\ntype G0[T any] struct{ x T }\n",
    );
    for i in 1..60 {
        structs.push_str(&format!("type T{i} struct{{ a, b T{} }}\n", i - 1));
        generic.push_str(&format!(
            "type G{i}[T any] struct{{ x G{}[P[T, T]] }}\n",
            i - 1
        ));
    }
    structs.push_str("\nfunc main() { var a, b T59; println(a == b); var m map[T59]int; _ = m; func() { println(&a) }() }\n");
    generic.push_str("\nfunc main() { var g G30[int]; _ = g }\n");
    let _ = check(&structs);
    let _ = check(&generic);
}

#[test]
fn endless_instantiation_is_reported() {
    let function = "package main\n\nfunc f[T any](n int, x T) { if n > 0 { f[[]T](n-1, nil) } }\n\nfunc main() { f(3, 1) }\n";
    let errors = check(function).expect_err("an endless number of instances");
    assert!(errors.contains("instantiation cycle"), "{errors}");
    let ty = "package main\n\ntype T[P any] struct{ next *T[[]P] }\n\nfunc main() { var t T[int]; _ = t }\n";
    let errors = check(ty).expect_err("an endless number of instances");
    assert!(errors.contains("instantiation cycle"), "{errors}");
}

#[test]
fn other_folders_are_packages() {
    let main = "package main\n\nimport \"example.com/app/util\"\n\nfunc main() { println(util.Twice(2)) }\n";
    let util = "package util\n\nfunc Twice(n int) int { return 2 * n }\n\nfunc hidden() {}\n";
    let files = [("main.go", main), ("util/util.go", util)];
    let checked = check::check(&files, &Options::default());
    assert!(checked.is_ok());
    let broken = "package util\n\nfunc Twice(n int) int { return \"a\" }\n";
    let files = [("main.go", main), ("util/util.go", broken)];
    let (errors, sources) =
        check::check(&files, &Options::default()).expect_err("a broken package");
    assert!(
        errors
            .render(&sources)
            .starts_with("util/util.go:3:32: cannot use \"a\"")
    );
}

/// Names after `keyword` at the start of a line, exported, and followed by one of `after`.
fn exported<'t>(text: &'t str, keyword: &str, after: &[&str]) -> Vec<&'t str> {
    let mut names = Vec::new();
    for rest in text.lines().filter_map(|line| line.strip_prefix(keyword)) {
        let end = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        let is_exported = name.starts_with(|c: char| c.is_ascii_uppercase());
        let is_interface = tail.starts_with(" interface");
        if is_exported && !is_interface && after.iter().any(|after| tail.starts_with(after)) {
            names.push(name);
        }
    }
    names
}

/// A program that mentions every function of a Go version's library and puts every type into an interface, so that all bodies and
/// method tables are checked.
fn whole_library(go_minor: u32) -> String {
    let (mut imports, mut body) = (String::new(), String::new());
    let there = |package: &str, name: &str| {
        sim_core::versions::since(package, name).is_none_or(|since| go_minor >= since)
    };
    for (i, package) in prelude::packages(go_minor).into_iter().enumerate() {
        let mut uses = String::new();
        for file in prelude::files(package, go_minor) {
            let names = exported(file.text, "func ", &["("]);
            for name in names.iter().filter(|name| there(package, name)) {
                uses.push_str(&format!("\t_ = p{i}.{name}\n"));
            }
            let names = exported(file.text, "type ", &[" struct", " int", " string", " func"]);
            for name in names.iter().filter(|name| there(package, name)) {
                uses.push_str(&format!(
                    "\t{{ var v p{i}.{name}; _ = interface{{}}(&v) }}\n"
                ));
            }
        }
        if !uses.is_empty() {
            imports.push_str(&format!("\tp{i} \"{package}\"\n"));
            body.push_str(&uses);
        }
    }
    format!("package main\n\nimport (\n{imports})\n\nfunc main() {{\n{body}}}\n")
}

#[test]
fn the_whole_library_is_correct_in_every_version() {
    for go_minor in 17..28 {
        let text = whole_library(go_minor);
        let options = Options { go_minor };
        if let Err((errors, sources)) = check::check(&[("prog.go", text.as_str())], &options) {
            panic!("Go 1.{go_minor}:\n{}", errors.render(&sources));
        }
    }
}

/// A small deterministic source of numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

#[test]
fn mangled_programs_get_an_answer() {
    let seeds = [
        include_str!("check_errors/cases/generics.txt"),
        include_str!("check_errors/cases/interfaces.txt"),
        include_str!("check_errors/cases/control.txt"),
    ];
    let programs: Vec<&str> = seeds
        .iter()
        .flat_map(|text| text.split("=== go1.").skip(1))
        .filter_map(|part| part.split_once('\n')?.1.split("---\n").next())
        .collect();
    let pieces = [
        "*", "[", "]", "(", ")", "func", "chan", "T", "nil", ":=", "...", "range ", "<-", "&", "{",
        "}", "1<<100", "[T any]", ".", ",", "~", "|",
    ];
    let mut numbers = Numbers(1);
    for _ in 0..150 {
        let mut text = programs[numbers.below(programs.len())].to_string();
        for _ in 0..3 {
            let at = numbers.below(text.len());
            if text.is_char_boundary(at) {
                text.insert_str(at, pieces[numbers.below(pieces.len())]);
            }
        }
        let _ = check(&text);
    }
}
