//! Programs beyond the encoding's limits, and wrong entry points: a clear error each, never a panic.

use super::{Entry, try_lower};
use crate::check;

fn error_of(text: &str) -> String {
    try_lower(text)
        .err()
        .unwrap_or_else(|| "no error".to_string())
}

#[test]
fn too_many_registers() {
    let text = "package main\nfunc f() [70000]int { return [70000]int{} }\nfunc main() { x := f(); println(x[1]) }\n";
    assert!(
        error_of(text).contains("more registers than the simulator has"),
        "{}",
        error_of(text)
    );
}

#[test]
fn globals_too_large() {
    let text = "package main\nvar a [1 << 40]int\nfunc main() { println(a[1]) }\n";
    assert!(error_of(text).contains("too large"), "{}", error_of(text));
}

#[test]
fn a_large_array_lives_in_memory() {
    let text = "package main\nfunc main() { var a [100000]int; a[99999] = 1; println(a[99999], len(a)) }\n";
    assert_eq!(error_of(text), "no error");
}

#[test]
fn missing_test() {
    let text = "package main\nfunc main() {}\n";
    let (program, sources) =
        check::check(&[("main.go", text)], &check::Options::default()).expect("compiles");
    let error = super::super::lower(&program, sources.clone(), Entry::Test("TestX".to_string()))
        .expect_err("no such test");
    assert_eq!(error.render(&sources), "the program has no test TestX\n");
}

#[test]
fn deep_expressions() {
    let sum = vec!["x"; 60].join(" + ");
    let parens = format!("{}x{}", "(".repeat(60), ")".repeat(60));
    let calls = format!("{}x{}", "f(".repeat(60), ")".repeat(60));
    let text = format!(
        "package main\nfunc f(x int) int {{ return x }}\nfunc main() {{ x := 1; println({sum}, {parens}, {calls}) }}\n"
    );
    assert_eq!(error_of(&text), "no error");
}

#[test]
fn huge_values() {
    let text = "package main\nfunc g(x [1 << 31]int) {}\nfunc f(p *[1 << 31]int) { g(*p) }\nfunc main() { f(nil) }\n";
    assert!(error_of(text).contains("registers"), "{}", error_of(text));
}

#[test]
fn copies_of_large_values_are_counted() {
    let copies = "*p = *q\n".repeat(1250);
    let text = format!(
        "package main\nfunc f(p, q *[4000]int) {{ {copies} }}\nfunc main() {{ f(nil, nil) }}\n"
    );
    assert!(error_of(&text).contains("too large"), "{}", error_of(&text));
}
