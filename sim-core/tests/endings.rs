//! All endings of small racing programs, in every order of their goroutines: `cargo test -p sim-core --test endings`.
//!
//! What is expected here was read through, ending by ending. `UPDATE_EXPECT=1` writes anew what has changed.

#[path = "golden_support/compile.rs"]
mod compile;
#[path = "scenes_support/search.rs"]
mod search;

use compile::compile;
use expect_test::{Expect, expect};
use search::Outcome;

/// Two goroutines run `first` and `second`; `declared` comes before them, `last` after both are done.
fn check(declared: &str, first: &str, second: &str, last: &str, expected: Expect) {
    let text = format!(
        "package main\n\nimport \"fmt\"\n\nfunc main() {{\n\t{declared}\n\tdone := make(chan bool, 2)\n\
         \tgo func() {{\n\t\t{first}\n\t\tdone <- true\n\t}}()\n\
         \tgo func() {{\n\t\t{second}\n\t\tdone <- true\n\t}}()\n\t<-done\n\t<-done\n\t{last}\n}}\n"
    );
    let found = compile(&text, 23).and_then(|program| search::outcomes(&program, None));
    match found {
        Ok(found) => {
            let endings: Vec<String> = found.outcomes.into_iter().map(words).collect();
            expected.assert_eq(&(endings.join("\n") + "\n"));
        }
        Err(error) => panic!("{error}\n{text}"),
    }
}

/// What killed the program, or what it printed.
fn words(outcome: Outcome) -> String {
    match outcome.message {
        Some(message) => format!("{}: {message}", outcome.kind),
        None => outcome.stdout.unwrap_or_default().trim_end().to_string(),
    }
}

/// Where both miss the other's flag, one of them may count the key twice.
#[test]
fn two_writers_of_one_key() {
    check(
        "m := map[int]int{}",
        "m[1] = 10",
        "m[1] = 20",
        "fmt.Println(len(m), m[1])",
        expect![[r#"
            fatal: concurrent map writes
            1 10
            1 20
            2 10
            2 20
        "#]],
    );
}

/// The count may end up one too high or one too low; at 0 the map looks empty, whatever its cells hold.
#[test]
fn a_writer_and_a_deleter() {
    check(
        "m := map[int]int{1: 5}",
        "m[1] = 10",
        "delete(m, 1)",
        "v, ok := m[1]; fmt.Println(len(m), v, ok)",
        expect![[r#"
            fatal: concurrent map writes
            0 0 false
            1 0 false
            1 10 true
            2 0 false
            2 10 true
        "#]],
    );
}

/// Without growth a reader finds the key, or dies.
#[test]
fn a_writer_and_a_reader() {
    check(
        "m := map[int]int{1: 5}; var v int; var ok bool",
        "m[1] = 10",
        "v, ok = m[1]",
        "fmt.Println(v, ok)",
        expect![[r#"
            fatal: concurrent map read and map write
            10 true
            5 true
        "#]],
    );
}

/// The new key may be missed, or be visited before its element is stored.
#[test]
fn a_writer_and_an_iterator() {
    check(
        "m := map[int]int{1: 5}; n := 0",
        "m[2] = 10",
        "for _, v := range m { n += v }",
        "fmt.Println(n)",
        expect![[r#"
            fatal: concurrent map iteration and map write
            15
            5
        "#]],
    );
}

/// Readers do not disturb each other, though iterators set flags.
#[test]
fn two_readers_and_two_iterators() {
    check(
        "m := map[int]int{1: 5}; a, b := 0, 0",
        "a = m[1]; for _, v := range m { a += v }",
        "b = m[1]; for _, v := range m { b += v }",
        "fmt.Println(a, b)",
        expect![[r#"
            10 10
        "#]],
    );
}

/// One append may be lost, and with it the length or the element.
#[test]
fn two_appends_with_room() {
    check(
        "s := make([]int, 0, 4)",
        "s = append(s, 1)",
        "s = append(s, 2)",
        "t := s[:2]; fmt.Println(len(s), t[0], t[1])",
        expect![[r#"
            1 1 0
            1 2 0
            2 1 2
            2 2 1
        "#]],
    );
}

/// The length grows before the element is stored, so that the other append may copy a zero.
#[test]
fn two_appends_to_a_full_slice() {
    check(
        "s := []int{}",
        "s = append(s, 1)",
        "s = append(s, 2)",
        "fmt.Print(len(s), \" \", cap(s)); for i := range s { fmt.Print(\" \", s[i]) }; fmt.Println()",
        expect![[r#"
            1 1 1
            1 1 2
            2 2 0 1
            2 2 0 2
            2 2 1 2
            2 2 2 1
        "#]],
    );
}

/// The write goes to the old array; whether the new one has it depends on who was first.
#[test]
fn an_append_and_a_write_to_the_old_array() {
    check(
        "s := []int{1, 2}; t := s",
        "s = append(s, 3)",
        "t[0] = 9",
        "fmt.Println(s[0], s[1], s[2], t[0])",
        expect![[r#"
            1 2 3 9
            9 2 3 9
        "#]],
    );
}

/// Each element is read once and written once.
#[test]
fn overlapping_copies() {
    check(
        "a := [3]int{1, 2, 3}; s := a[:]",
        "copy(s[1:], s)",
        "copy(s, s[1:])",
        "fmt.Println(a[0], a[1], a[2])",
        expect![[r#"
            1 2 2
            2 1 2
            2 2 2
            2 2 3
            2 3 2
        "#]],
    );
}
