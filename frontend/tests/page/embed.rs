//! The page in a frame of another page: bare, of a size, and obedient to messages.

use serde_json::{Value, json};

use crate::harness::{Page, visit};
use crate::reading::{position, wait_for_run, wait_for_step};

#[test]
fn a_frame_is_bare_and_leads_out() {
    visit("#scene=append-alias&embed=1", |page| {
        wait_for_run(page);
        assert_eq!(page.count("select"), 0);
        assert!(
            page.count(".stage") == 1
                && page.count(".transport") == 1
                && page.count(".listing") >= 1
        );
        assert!(!page.has("button", "Edit"));
        page.press("ArrowRight");
        wait_for_step(page, 1);
        let link = page.attribute(".open-link", "href").unwrap_or_default();
        assert!(
            link.contains("#scene=append-alias")
                && link.contains("step=1")
                && !link.contains("embed"),
            "{link}"
        );
        page.screenshot_at("embed", 900, 420);
    });
}

#[test]
fn keys_can_be_off() {
    visit("#scene=append-alias&embed=1&keys=off", |page| {
        wait_for_run(page);
        page.press("ArrowRight");
        page.click("button", "Forward one step");
        wait_for_step(page, 1);
    });
}

/// Puts the page into a frame of itself, keeping what the frame says.
fn frame(page: &Page, fragment: &str) {
    let script = "window.said = []; window.addEventListener('message', event => window.said.push(event.data)); \
                  const frame = document.createElement('iframe'); frame.id = 'frame'; frame.width = 800; frame.height = 400; \
                  frame.src = location.pathname + arguments[0]; document.body.replaceChildren(frame)";
    page.evaluate(script, vec![json!(fragment)]);
}

fn said(page: &Page, kind: &str) -> Vec<Value> {
    let all = page.evaluate("return window.said", vec![]);
    all.as_array()
        .into_iter()
        .flatten()
        .filter(|message| message["type"] == kind)
        .cloned()
        .collect()
}

fn tell(page: &Page, message: Value) {
    page.evaluate(
        "document.getElementById('frame').contentWindow.postMessage(arguments[0], '*')",
        vec![message],
    );
}

#[test]
fn a_host_page_talks_to_its_frame() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        assert_eq!(position(page).0, 0);
        frame(page, "#scene=sub-slice&embed=1");
        page.wait_until("the frame is ready", |page| {
            !said(page, "weft:ready").is_empty()
        });
        assert!(!said(page, "weft:height").is_empty());
        tell(page, json!({ "type": "weft:step" }));
        page.wait_until("the frame has stepped", |page| {
            said(page, "weft:state")
                .iter()
                .any(|state| state["step"] == 1)
        });
        tell(page, json!({ "type": "weft:seek", "step": 0 }));
        page.wait_until("the frame is at its start", |page| {
            said(page, "weft:state")
                .last()
                .is_some_and(|state| state["step"] == 0)
        });
        tell(
            page,
            json!({ "type": "weft:load", "code": "package main\n\nfunc main() { println(1) }\n" }),
        );
        tell(page, json!({ "type": "weft:play" }));
        page.wait_until("the frame has played to the end", |page| {
            said(page, "weft:state")
                .last()
                .is_some_and(|state| state["outcome"] == "ok")
        });
        tell(page, json!({ "type": "weft:dance" }));
        page.wait_until("the frame says what it does not know", |page| {
            !said(page, "weft:error").is_empty()
        });
        tell(page, json!({ "type": "weft:ping" }));
        page.wait_until("the frame answers again", |page| {
            said(page, "weft:ready").len() >= 2
        });
    });
}
