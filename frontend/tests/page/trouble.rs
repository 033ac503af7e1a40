//! Bad input: each kind gets a clear message, the page stays alive, the text is kept.

use frontend::view_model::link::packed;

use crate::harness::{Page, visit};
use crate::reading::{position, step_forward, wait_for_run};

/// Opens a program, runs it to its end, and gives the output with the verdict.
fn ending_of(page: &mut Page, body: &str) -> String {
    let program = format!("package main\n\n{body}\n");
    page.go(&format!("#code={}", packed(&program)));
    wait_for_run(page);
    page.press("End");
    // Two million transitions take a debug build a while; the page tells how far it is.
    for _ in 0..20 {
        let before = page.text(".position");
        page.wait_until("it goes on", |page| {
            page.count(".verdict") == 1 || page.text(".position") != before
        });
        if page.count(".verdict") == 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_secs(3));
    }
    page.wait_until("the program has ended", |page| page.count(".verdict") == 1);
    page.click("tab", "Output");
    format!("{}\n{}", page.text(".verdict"), page.text(".output"))
}

/// The page still answers.
fn assert_alive(page: &mut Page) {
    page.press("Home");
    page.wait_until("the cursor is at the start", |page| position(page).0 == 0);
    step_forward(page, 1);
}

#[test]
fn broken_go_and_unknown_imports() {
    let broken = "package main\n\nfunc main() {\n\tfor {\n}\n";
    visit(&format!("#code={}", packed(broken)), |page| {
        page.wait_until("gc's errors are shown", |page| page.count(".errors li") > 0);
        assert!(
            page.text(".errors").contains("main.go:"),
            "{}",
            page.text(".errors")
        );
        let import = "package main\n\nimport \"net/http\"\n\nfunc main() { http.Get(\"\") }\n";
        page.go(&format!("#code={}", packed(import)));
        page.wait_until("the import is named", |page| page.count(".errors li") > 0);
        assert!(
            page.text(".errors").contains("net/http"),
            "{}",
            page.text(".errors")
        );
        let kept = page.evaluate("return document.querySelector('textarea').value", vec![]);
        assert_eq!(kept.as_str(), Some(import));
    });
}

#[test]
fn programs_that_want_too_much() {
    visit("#scene=two-writers", |page| {
        let ending = ending_of(page, "var x int\n\nfunc main() { for { x++ } }");
        assert!(ending.contains("limit"), "{ending}");
        assert_alive(page);
        let ending = ending_of(
            page,
            "func main() { n := 1 << 40; s := make([]int, n); println(len(s)) }",
        );
        assert!(
            ending.contains("limit")
                || ending.contains("out of range")
                || ending.contains("out of memory"),
            "{ending}"
        );
        let ending = ending_of(
            page,
            "func f(n int) int { return f(n+1) + 1 }\n\nfunc main() { println(f(0)) }",
        );
        assert!(
            ending.contains("stack") || ending.contains("limit"),
            "{ending}"
        );
        assert_alive(page);
        let ending = ending_of(
            page,
            "func main() { for i := 0; i < 1000000; i++ { go func() { select {} }() } }",
        );
        assert!(ending.contains("limit"), "{ending}");
    });
}

#[test]
fn links_that_cannot_be_read() {
    visit(
        &format!("#scene=two-writers&schedule={}", "x".repeat(1 << 20)),
        |page| {
            page.wait_until("it is refused", |page| {
                page.count(".notice.is-trouble") == 1
            });
            assert!(
                page.text(".notice").contains("too long"),
                "{}",
                page.text(".notice")
            );
            wait_for_run(page);
            page.go("#code=%%%");
            page.wait_until("it is refused", |page| {
                page.count(".notice.is-trouble") == 1
            });
            wait_for_run(page);
            page.go("#scene=nothing");
            page.wait_until("it is refused", |page| {
                page.text("body").contains("no scene called nothing")
            });
        },
    );
}

#[test]
fn a_schedule_of_another_program() {
    visit("#scene=lost-update", |page| {
        wait_for_run(page);
        page.press("End");
        page.wait_until("the program has ended", |page| page.count(".verdict") == 1);
        page.wait_until("the address is current", |page| {
            page.fragment().contains("schedule=")
        });
        let other = page
            .fragment()
            .replace("scene=lost-update", "scene=sub-slice");
        page.go(&other);
        page.wait_until("it is refused", |page| {
            page.count(".notice.is-trouble") == 1
        });
        let text = page.text(".notice");
        assert!(text.contains("choice "), "{text}");
        assert_eq!(position(page).0, 0);
        step_forward(page, 1);
    });
}
