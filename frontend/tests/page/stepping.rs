//! A reader steps: by keys and by buttons, forward and back, one goroutine or another, by playing and by pointing.

use crate::harness::visit;
use crate::reading::{
    position, run_to_end, spoken, stage, step_forward, wait_for_run, wait_for_step,
};

#[test]
fn keys_and_buttons_step() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        assert_eq!(position(page), (0, 0));
        step_forward(page, 3);
        page.click("button", "Forward one step");
        wait_for_step(page, 4);
        page.click("button", "Back one step");
        wait_for_step(page, 3);
        assert_eq!(position(page), (3, 4));
        page.press("Home");
        wait_for_step(page, 0);
        assert!(!page.is_enabled("button", "Back one step"));
        page.press("Shift+ArrowRight");
        page.wait_until("a statement has been made", |page| position(page).0 > 0);
        page.press("Shift+ArrowLeft");
        wait_for_step(page, 0);
    });
}

#[test]
fn each_step_is_said() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        step_forward(page, 1);
        let said = spoken(page);
        assert!(said.starts_with("goroutine 1 "), "{said}");
        assert_eq!(page.text(".trace-row.is-now .sentence"), said);
    });
}

#[test]
fn back_shows_what_forward_showed() {
    visit("#scene=map-growth&grain=access", |page| {
        wait_for_run(page);
        let mut seen = vec![stage(page)];
        for _ in 0..12 {
            step_forward(page, 1);
            seen.push(stage(page));
        }
        for step in (0..12).rev() {
            page.press("ArrowLeft");
            wait_for_step(page, step);
            assert_eq!(stage(page), seen[step as usize], "step {step}");
        }
    });
}

#[test]
fn a_goroutine_is_chosen_by_key_and_button() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        while !page.has("button", "Step goroutine 2") {
            page.press("1");
        }
        page.click("button", "Step goroutine 2");
        page.wait_until("goroutine 2 has stepped", |page| {
            spoken(page).starts_with("goroutine 2 ")
        });
        page.press("1");
        page.wait_until("goroutine 1 has stepped", |page| {
            spoken(page).starts_with("goroutine 1 ")
        });
        page.press("2");
        page.wait_until("goroutine 2 has stepped again", |page| {
            spoken(page).starts_with("goroutine 2 ")
        });
    });
}

#[test]
fn playing_steps_and_pauses() {
    visit("#scene=sub-slice", |page| {
        wait_for_run(page);
        page.click("button", "Play");
        page.wait_until("it has played three steps", |page| position(page).0 >= 3);
        page.press("Space");
        page.wait_until("it pauses", |page| page.has("button", "Play"));
        let (paused, _) = position(page);
        std::thread::sleep(std::time::Duration::from_millis(600));
        assert_eq!(position(page).0, paused);
    });
}

#[test]
fn lanes_seek_and_scrub() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        run_to_end(page);
        let (end, recorded) = position(page);
        assert_eq!(end, recorded);
        page.press("Home");
        wait_for_step(page, 0);
        // Cells are 16 pixels wide; a short run starts at the left edge.
        let width = page.evaluate(
            "return document.querySelector('.lanes-canvas').clientWidth",
            vec![],
        );
        let fraction = |cells: f64| cells * 16.0 / width.as_f64().expect("a width");
        page.drag(".lanes-canvas", fraction(1.5), fraction(7.5));
        wait_for_step(page, 8);
        assert_eq!(position(page), (8, recorded));
        assert_eq!(
            page.attribute(".lanes-canvas", "aria-valuenow").as_deref(),
            Some("8")
        );
    });
}

#[test]
fn a_row_of_the_trace_is_a_moment() {
    visit("#scene=lost-update", |page| {
        wait_for_run(page);
        step_forward(page, 4);
        let seen = stage(page);
        step_forward(page, 2);
        page.click_css(".trace-row:nth-of-type(5)");
        wait_for_step(page, 4);
        assert_eq!(stage(page), seen);
    });
}

#[test]
fn the_output_is_what_go_prints() {
    visit("#scene=append-alias", |page| {
        wait_for_run(page);
        run_to_end(page);
        page.click("tab", "Output");
        assert_eq!(page.text(".stdout"), "[1 2 3] [1 2 4]\n[0 0 4] [0 0 4]");
        page.screenshot("output");
    });
}

#[test]
fn what_a_step_touches_is_brought_into_sight() {
    const LONG: &str = "package main\n\nfunc main() {\n\ts := make([]int, 60)\n\tfor i := range s {\n\t\ts[i] = i + 1\n\t}\n\ts = append(s, 99)\n\tprintln(len(s))\n}\n";
    const IN_SIGHT: &str = "const cell = document.querySelector('.stage .is-written').getBoundingClientRect();
        const card = document.querySelector('.stage .is-written').closest('.card').getBoundingClientRect();
        return cell.left >= card.left && cell.right <= card.right;";
    let fragment = format!("#code={}", frontend::view_model::link::packed(LONG));
    visit(&fragment, |page| {
        wait_for_run(page);
        step_forward(page, 58);
        assert_eq!(page.text(".stage .is-written .touch"), "1");
        assert_eq!(page.evaluate(IN_SIGHT, vec![]), true);
        // The new array of append is there while it is filled, before any variable leads to it.
        run_to_end(page);
        let (_, last) = position(page);
        for _ in 0..20 {
            page.press("ArrowLeft");
        }
        wait_for_step(page, last - 20);
        page.wait_until("the array being filled is shown", |page| {
            page.texts(".array .array-label .card-name") == ["growslice.p"]
        });
        page.screenshot("append");
        page.press("Home");
        wait_for_step(page, 0);
    });
}
