//! A program of several files: tabs above the listing and in the editor, errors at their file, one link for all.

use frontend::view_model::link::packed;

use crate::harness::{Page, visit};
use crate::reading::{position, run_to_end, wait_for_run, wait_for_step};

const TWO: &str = "package main\n\nfunc main() {\n\tprintln(double(21))\n}\n-- double.go --\npackage main\n\nvar calls int\n\nfunc double(n int) int {\n\tcalls++\n\treturn 2 * n\n}\n";

fn tabs(page: &Page) -> Vec<String> {
    page.texts(".file-tabs [role=tab]")
}

fn in_front(page: &Page) -> String {
    page.text(".file-tabs [aria-selected=true]")
}

#[test]
fn the_listing_follows_into_another_file() {
    visit(&format!("#code={}", packed(TWO)), |page| {
        wait_for_run(page);
        assert_eq!(tabs(page), ["main.go", "double.go"]);
        // The first access to shared memory is the one of calls.
        assert_eq!(in_front(page), "double.go");
        assert!(page.text(".listing").contains("calls++"));
        page.click("tab", "main.go");
        page.wait_until("main is in front", |page| {
            page.text(".listing").contains("func main")
        });
        page.click("button", "Forward one step");
        wait_for_step(page, 1);
        page.wait_until("it follows again", |page| in_front(page) == "double.go");
        page.screenshot("files");
        run_to_end(page);
        page.click("tab", "Output");
        assert_eq!(page.text(".stderr"), "42");
        page.wait_until("the link has both", |page| {
            page.fragment().contains("step=")
        });
        let (step, recorded) = position(page);
        page.reload();
        wait_for_run(page);
        assert_eq!((position(page), tabs(page).len()), ((step, recorded), 2));
    });
}

#[test]
fn errors_lead_to_their_file() {
    let broken = TWO.replace("2 * n", "2 * m");
    visit(&format!("#code={}", packed(&broken)), |page| {
        page.wait_until("the error is named", |page| page.count(".errors li") > 0);
        assert!(
            page.text(".errors")
                .contains("double.go:7:13: undefined: m")
        );
        assert_eq!(in_front(page), "double.go");
        assert_eq!(page.texts(".editor-under .has-error .number"), ["7"]);
        page.click("tab", "main.go");
        page.wait_until("main has no error", |page| page.count(".has-error") == 0);
        page.click("button", "Go to double.go");
        page.wait_until("the error is in front", |page| {
            in_front(page) == "double.go"
        });
        let right = TWO.split("-- double.go --\n").nth(1).unwrap_or_default();
        page.fill("textarea", right);
        page.click("button", "Run");
        wait_for_run(page);
        assert_eq!(tabs(page), ["main.go", "double.go"]);
    });
}

#[test]
fn a_file_is_added_and_named() {
    let one = "package main\n\nfunc main() {\n\tprintln(1)\n}\n";
    visit(&format!("#code={}", packed(one)), |page| {
        wait_for_run(page);
        assert_eq!(tabs(page).len(), 0);
        page.click("button", "Edit");
        page.click("button", "Add a file");
        page.wait_until("there are two", |page| {
            tabs(page) == ["main.go", "file2.go"]
        });
        page.fill(".file-rename", "more.go");
        page.press("Tab");
        page.wait_until("it has its name", |page| {
            tabs(page) == ["main.go", "more.go"]
        });
        page.fill("textarea", "package main\n\nfunc init() { println(0) }\n");
        page.resize(390, 800);
        page.click("tab", "Code");
        page.screenshot("files-editor");
        page.click("button", "Run");
        wait_for_run(page);
        assert_eq!(page.count(".errors li"), 0);
        assert_eq!(tabs(page), ["main.go", "more.go"]);
    });
}
