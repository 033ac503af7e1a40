//! What the tests read from the page, in one place, so that a change of the page is a change here.

use crate::harness::Page;

/// Cursor and recorded transitions, from `17 / 42` at the transport.
pub fn position(page: &Page) -> (u64, u64) {
    let text = page.text(".position");
    let (step, recorded) = text
        .split_once(" / ")
        .unwrap_or_else(|| panic!("not a position: {text}"));
    (
        step.parse().expect("a number"),
        recorded.parse().expect("a number"),
    )
}

/// Waits until the cursor stands there.
pub fn wait_for_step(page: &Page, step: u64) {
    page.wait_until(&format!("the cursor stands at {step}"), |page| {
        position(page).0 == step
    });
}

/// Waits until a program is open.
pub fn wait_for_run(page: &Page) {
    page.wait_until("a program is open", |page| page.count(".position") == 1);
}

/// Everything the stage says.
pub fn stage(page: &Page) -> String {
    page.text(".stage")
}

/// The sentence that screen readers hear.
pub fn spoken(page: &Page) -> String {
    page.evaluate(
        "return document.querySelector('.spoken').textContent",
        vec![],
    )
    .as_str()
    .unwrap_or_default()
    .to_owned()
}

/// Steps forward by key, waiting for each step to be drawn.
pub fn step_forward(page: &mut Page, steps: u64) {
    let (start, _) = position(page);
    for step in start + 1..=start + steps {
        page.press("ArrowRight");
        wait_for_step(page, step);
    }
}

/// Runs to the end and waits for it.
pub fn run_to_end(page: &mut Page) {
    page.press("End");
    page.wait_until("the program has ended", |page| page.count(".verdict") == 1);
}
