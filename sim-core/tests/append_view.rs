//! What is seen of an append under way: the new array while it is filled, and the header before it is stored.

use expect_test::{Expect, expect};
use sim_core::inspect::sentences::english;
use sim_core::inspect::view::{Body, View};
use sim_core::session::Session;
use sim_core::session::api::{Command, FileText, Options, Reply};

/// The arrays and slice headers of every moment of a run, each once while it stays the same, with what was done when it came to be.
fn check(text: &str, expected: Expect) {
    let mut session =
        Session::open(&FileText::main(text), &Options::default()).unwrap_or_else(|e| panic!("{e}"));
    let mut lines: Vec<(String, String)> = Vec::new();
    while session.command(Command::Step) == Reply::Done {
        let view = session.view();
        let seen = seen(&view);
        if lines.last().is_none_or(|(last, _)| *last != seen) {
            let done = view.last.map(|line| english(&line.sentence));
            lines.push((seen, done.unwrap_or_default()));
        }
    }
    let text = lines
        .iter()
        .map(|(seen, done)| format!("{seen}  <- {}\n", without_addresses(done)));
    expected.assert_eq(&text.collect::<String>());
}

/// Addresses say nothing, and follow the size of the library.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0xc");
    let mut masked = parts.next().unwrap_or_default().to_string();
    for part in parts {
        masked.push_str("0x…");
        masked.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    masked
}

fn seen(view: &View) -> String {
    let arrays = view.stage.arrays.iter().map(|array| {
        let elems: Vec<&str> = array.elems.iter().map(|elem| elem.text.as_str()).collect();
        format!("{}[{}]", array.label, elems.join(" "))
    });
    let headers = view
        .stage
        .vars
        .iter()
        .filter_map(|var| match &var.value.body {
            Body::Slice(slice) => Some(format!("{}:{}/{}", var.name, slice.len, slice.cap)),
            _ => None,
        });
    arrays.chain(headers).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_slice_in_memory_grows() {
    check(
        "package main\n\nvar s = []int{1, 2}\n\nfunc main() {\n\ts = append(s, 3)\n\ts = append(s, 4)\n}\n",
        expect![[r#"
            s[1 2] s:2/2  <- goroutine 1 reads s.ptr: &s[0]
            s[1 2] growslice.p[0 0 0 0] s:2/2  <- goroutine 1 reads s.cap: 2
            s[1 2] growslice.p[1 0 0 0] s:2/2  <- goroutine 1 writes growslice.p[0]: 0 → 1
            s[1 2] append[1 2 0 0] s:2/2 append:3/4  <- goroutine 1 writes append[1]: 0 → 2
            s[1 2] append[1 2 0 0] s:2/4 append:3/4  <- goroutine 1 writes s.cap: 2 → 4
            s[1 2 0 0] s:2/4 append:3/4  <- goroutine 1 writes s.ptr: 0x… → &s[0]
            s[1 2 0 0] s:3/4 append:3/4  <- goroutine 1 writes s.len: 2 → 3
            s[1 2 3 0] s:3/4  <- goroutine 1 writes s[2]: 0 → 3
            s[1 2 3 0] s:3/4 append:4/4  <- goroutine 1 reads s.cap: 4
            s[1 2 3 0] s:4/4 append:4/4  <- goroutine 1 writes s.len: 3 → 4
            s[1 2 3 4] s:4/4  <- goroutine 1 writes s[3]: 0 → 4
        "#]],
    );
}

#[test]
fn a_slice_in_registers_grows_by_another() {
    check(
        "package main\n\nfunc main() {\n\ts, t := []int{1}, []int{2, 3}\n\ts = append(s, t...)\n\tprintln(len(s))\n}\n",
        expect![[r#"
            s[1] t[2 3] growslice.p[0 0 0] s:1/1 t:2/2  <- goroutine 1 tells the race detector: read of s[0]
            s[1] t[2 3] append[1 0 0] s:1/1 t:2/2 append:3/3  <- goroutine 1 writes append[0]: 0 → 1
            s[1] t[2 3] append[1 2 0] s:1/1 t:2/2 append:3/3  <- goroutine 1 writes append[1]: 0 → 2
            t[2 3] s[1 2 3] s:3/3 t:2/2  <- goroutine 1 writes s[2]: 0 → 3
        "#]],
    );
}

#[test]
fn a_string_becomes_bytes() {
    check(
        "package main\n\nvar b []byte\n\nfunc main() {\n\tt := \"go\"\n\tb = []byte(t)\n}\n",
        expect![[r#"
            bytesOf.p[103 0 0 0 0 0 0 0] b:0/0  <- goroutine 1 writes bytesOf.p[0]: 0 → 103
            b:0/0  <- goroutine 1 writes 0x…: 0 → 111
            b:2/0  <- goroutine 1 writes b.len: 0 → 2
            b:2/8  <- goroutine 1 writes b.cap: 0 → 8
            b[103 111 0 0 0 0 0 0] b:2/8  <- goroutine 1 writes b.ptr: nil → &b[0]
        "#]],
    );
}
