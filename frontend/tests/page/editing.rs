//! A reader writes Go: errors stand at their lines, the text is never lost, and what compiles runs.

use serde_json::json;

use crate::harness::{Page, visit};
use crate::reading::{position, run_to_end, wait_for_run};

const HELLO: &str = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tx := []int{1, 2}\n\tfmt.Println(\"hello\", len(x))\n}\n";

/// Types a whole text, as pasting would.
fn paste(page: &Page, text: &str) {
    let script = "const area = document.querySelector('textarea'); area.value = arguments[0]; \
                  area.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.evaluate(script, vec![json!(text)]);
}

fn editor_text(page: &Page) -> String {
    let text = page.evaluate("return document.querySelector('textarea').value", vec![]);
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_error_and_its_fix() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        page.click("button", "Edit");
        let broken = HELLO.replace("len(x)", "len(y)");
        paste(page, &broken);
        page.click_css("textarea");
        page.press("Control+Enter");
        page.wait_until("gc's errors are shown", |page| page.count(".errors li") > 0);
        assert!(
            page.texts(".errors li")
                .iter()
                .any(|line| line == "main.go:7:27: undefined: y"),
            "{:?}",
            page.texts(".errors li")
        );
        assert_eq!(
            page.texts(".editor-under .has-error .number")
                .last()
                .map(String::as_str),
            Some("7")
        );
        assert_eq!(editor_text(page), broken);
        page.screenshot("editing-error");
        paste(page, HELLO);
        page.click("button", "Run");
        page.wait_until("the editor is closed", |page| page.count("textarea") == 0);
        assert_eq!(position(page).0, 0);
        run_to_end(page);
        page.click("tab", "Output");
        assert_eq!(page.text(".stdout"), "hello 2");
    });
}

#[test]
fn the_text_survives_a_reload() {
    visit("#scene=sub-slice", |page| {
        wait_for_run(page);
        page.click("button", "Edit");
        let broken = "package main\n\nfunc main() { nothing( }\n// 织\n";
        paste(page, broken);
        page.click("button", "Run");
        page.wait_until("gc's errors are shown", |page| page.count(".errors li") > 0);
        page.reload();
        page.wait_until("the editor is open again", |page| {
            page.count("textarea") == 1
        });
        assert_eq!(editor_text(page), broken);
        page.click("button", "Back to the run");
        page.click("button", "Edit");
        assert_eq!(editor_text(page), broken);
    });
}

#[test]
fn keys_in_the_editor_are_letters() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        page.click("button", "Edit");
        paste(page, "package main");
        page.click_css("textarea");
        page.press("End");
        page.press("1");
        page.press(" ");
        page.wait_until("the letters are in the text", |page| {
            editor_text(page).contains("1 ")
        });
        assert_eq!(position(page), (0, 0));
    });
}
