//! The parser from outside: broken programs against the real compiler, valid programs that gosyn alone would refuse or
//! misread, and inputs that try to break the bounds.

use super::{Dialect, HEIGHT_MAX, ast_pos, parse};
use crate::source::{Origin, SourceMap};
use gosyn::ast::{Declaration, Expression, Statement};

/// What `weft check` would print for a text.
fn errors_of(text: &str) -> String {
    let mut sources = SourceMap::new();
    sources.add("main.go", text, Origin::User).unwrap();
    let parsed = parse(text, sources.files()[0].base, Dialect::default());
    let errors = match parsed {
        Ok(parsed) => parsed.errors,
        Err(errors) => errors,
    };
    match errors.is_empty() {
        true => String::new(),
        false => errors.render(&sources),
    }
}

/// `testdata/errors.txt` holds programs and what Go 1.23's compiler says of each (its lexical and syntax errors; `⏎` marks
/// a text that does not end with a newline).
#[test]
fn errors_as_the_real_compiler() {
    let (mut count, mut wrong) = (0, Vec::new());
    for case in include_str!("testdata/errors.txt")
        .split("=== program\n")
        .skip(1)
    {
        let (program, expected) = case.split_once("=== errors\n").unwrap();
        let program = program.strip_suffix("⏎\n").unwrap_or(program);
        let actual = errors_of(program);
        count += 1;
        if actual != expected {
            wrong.push(format!(
                "{program}--- expected\n{expected}--- ours\n{actual}"
            ));
        }
    }
    assert!(count > 400, "only {count} programs");
    assert!(
        wrong.is_empty(),
        "{} of {count} wrong:\n{}",
        wrong.len(),
        wrong.join("\n==========\n")
    );
}

/// Errors that gc's type checker would report, but that have no place in gosyn's tree.
#[test]
fn errors_that_the_tree_cannot_carry() {
    let check = |body: &str, expected: &str| {
        let text = format!("package main\nfunc f(c chan int, x any) {{\n{body}\n}}\n");
        assert_eq!(
            errors_of(&text),
            format!("main.go:3:{expected}\n"),
            "{body}"
        );
    };
    check(
        "y := x.(type)",
        "6: invalid syntax tree: use of .(type) outside type switch",
    );
    check(
        "switch (x.(type)) {}",
        "9: invalid syntax tree: use of .(type) outside type switch",
    );
    check("switch x.(type) { case 1: }", "24: 1 is not a type");
    check(
        "select { case x++: }",
        "15: select case must be send or receive (possibly with assignment)",
    );
    check(
        "select { case f(c, x): }",
        "16: select case must be send or receive (possibly with assignment)",
    );
    check("const k", "7: missing init expr for k");
    check("const k []int = nil", "9: invalid constant type []int");
    check(
        "var g func(...int, string)",
        "12: can only use ... with final parameter in list",
    );
}

/// The statements of `func f() { … }`.
fn body_of(body: &str) -> Vec<Statement> {
    let file = parse(
        &format!("package p\nfunc f() {{{body}}}\n"),
        crate::source::Pos(1),
        Dialect::default(),
    );
    match file.map(|mut file| file.file.decl.pop()) {
        Ok(Some(Declaration::Function(decl))) => decl.body.unwrap().list,
        other => panic!("no function: {other:?}"),
    }
}

#[test]
fn valid_go_that_gosyn_alone_refuses() {
    for (body, statements) in [
        ("defer g()", 1),
        ("if a { } else { }", 1),
        ("if a { } else if b { } else { }; x()", 2),
        ("&x = 1", 1),
        ("go func() { defer g() }()", 1),
        ("x := \"\\xff\\u1234\" + `a\nb`; _ = 'é'; _ = 0x1.8p1_0i", 3),
        (
            "type T[P []int, Q *int | ~string, R (interface{}), ] struct{}",
            1,
        ),
        ("é := 1; naïve(é)", 2),
        ("L: for { break L }; goto L; M: ", 3),
    ] {
        assert_eq!(body_of(body).len(), statements, "{body}");
    }
    assert_eq!(
        errors_of("package p; import (\"fmt\"; m \"math\"); import . \"os\"; type T[P []int] []P"),
        ""
    );
}

#[test]
fn insertions_leave_no_trace() {
    match &body_of("a, b := 1, 2, 3")[..] {
        [Statement::Assign(x)] => assert_eq!((x.left.len(), x.right.len()), (2, 3)),
        other => panic!("{other:?}"),
    }
    match &body_of("go x")[..] {
        [Statement::Go(x)] => assert!(ast_pos::is_no_call(&x.call)),
        other => panic!("{other:?}"),
    }
    match &body_of("a.b, c := 1, 2")[..] {
        [Statement::Assign(x)] => assert_eq!(x.op, gosyn::token::Operator::Define),
        other => panic!("{other:?}"),
    }
    match &body_of("&x = 1")[..] {
        [Statement::Assign(x)] => assert!(matches!(x.left[..], [Expression::Operation(_)])),
        other => panic!("{other:?}"),
    }
    let file = parse(
        "package p\ntype T[P []int | *Q] int\n",
        crate::source::Pos(1),
        Dialect::default(),
    )
    .unwrap();
    match &file.file.decl[..] {
        [Declaration::Type(decl)] => {
            let bound = &decl.specs[0].params.list[0].typ;
            assert!(matches!(bound, Expression::Operation(_)), "{bound:?}");
            assert_eq!(ast_pos::node_pos(bound), crate::source::Pos(26));
        }
        other => panic!("{other:?}"),
    }
    match &body_of("é, x := \"\\x41\", 0b1")[..] {
        [Statement::Assign(x)] => match (&x.left[0], &x.right[0], &x.right[1]) {
            (Expression::Ident(name), Expression::BasicLit(text), Expression::BasicLit(number)) => {
                assert_eq!(
                    (
                        name.name.as_str(),
                        text.value.as_str(),
                        number.value.as_str()
                    ),
                    ("é", "\"\\x41\"", "0b1")
                );
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// The stack that a browser gives WebAssembly is about 1 MB; code that is not optimised needs more of it.
const STACK_BYTES: usize = if cfg!(debug_assertions) {
    8 << 20
} else {
    512 << 10
};

/// Texts that grow a tree, a recursion or a backtracking search without limit: each must end soon, in a tree within bounds or in
/// an error, on a stack of the size that a browser's worker may have.
#[test]
fn nothing_is_unbounded() {
    let body = |inner: String| format!("package p\nfunc f() {{\n{inner}\n}}\n");
    let run = |text: String| {
        let small = std::thread::Builder::new().stack_size(STACK_BYTES);
        let thread = small.spawn(move || errors_of(&text).chars().take(200).collect::<String>());
        thread
            .unwrap()
            .join()
            .expect("the parser panicked or overflowed its stack")
    };
    let n = 20_000;
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("f(", ")"),
        ("a[", "]"),
        ("[]int{", "}"),
        ("func() {", "}"),
        ("if a {", "}"),
        ("-", "1"),
        ("*", "x"),
        ("<-", "c"),
        ("a.", "b"),
        ("a +", "b"),
        ("if a {} else ", "{}"),
        ("L: ", ";"),
        ("[]", "int"),
        ("chan ", "int"),
        ("map[", "]int"),
        ("struct { a ", "}"),
        ("interface { m(a ", ") }"),
        ("func(a ", ")"),
        ("f()", ""),
        ("x = func(a ", ") {}"),
        ("for ", "{}"),
        ("switch x {", "}"),
        ("switch { case 1: ", "}"),
        ("select { case x :=", "}"),
        ("type T [func() { ", "}]int"),
        ("type T[P interface { ", "}] int"),
        ("var x [", "]int"),
        ("a && (", ")"),
        ("T[", "]"),
        ("x.(", ")"),
        ("!", ""),
        ("const x = 1 <<", "1"),
        ("if x := func() { ", "}; x {}"),
        ("case", ":"),
        ("/*", "*/"),
        ("\"", ""),
        ("`", ""),
        ("'", ""),
        ("0x", ""),
        (";", ""),
        ("@", ""),
        ("}", ""),
        (")", ""),
        ("package p;", ""),
    ] {
        for text in [
            body(format!("{}{}", open.repeat(n), close.repeat(n))),
            body(open.repeat(n)),
            open.repeat(n),
        ] {
            run(text);
        }
        // Below the limit, nothing of this is refused for its depth alone.
        let text = body(format!("{}{}", open.repeat(8), close.repeat(8)));
        assert!(!run(text).contains("nested too deeply"), "{open}");
    }
    let deep = run(body(format!("x = {}1{}", "(".repeat(n), ")".repeat(n))));
    assert_eq!(
        deep,
        format!(
            "main.go:3:{}: program is nested too deeply (more than {HEIGHT_MAX} levels)\n",
            HEIGHT_MAX + 4
        )
    );
    assert!(run("x".repeat(super::SOURCE_BYTES_MAX + 1)).contains("too long"));
}
