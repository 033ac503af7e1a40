//! Any moment can be shared: the address keeps it, and opening it shows the same again.

use crate::harness::visit;
use crate::reading::{position, spoken, stage, step_forward, wait_for_run, wait_for_step};

#[test]
fn a_link_restores_the_moment() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        step_forward(page, 5);
        page.press("3");
        wait_for_step(page, 6);
        step_forward(page, 2);
        page.press("ArrowLeft");
        wait_for_step(page, 7);
        let (seen, said, at) = (stage(page), spoken(page), position(page));
        page.wait_until("the address is current", |page| {
            page.fragment().contains("&step=7")
        });
        let fragment = page.fragment();
        page.go(&fragment);
        wait_for_step(page, 7);
        assert_eq!(
            (stage(page), spoken(page), position(page)),
            (seen, said, at)
        );
        assert_eq!(page.fragment(), fragment);
    });
}

#[test]
fn a_program_of_ones_own_is_in_the_address() {
    let hello = "package main\n\nfunc main() { println(\"织\", 1) }\n";
    let fragment = format!(
        "#code={}&go=1.17",
        frontend::view_model::link::packed(hello)
    );
    visit(&fragment, |page| {
        wait_for_run(page);
        assert!(page.text(".listing").contains("println(\"织\", 1)"));
        step_forward(page, 1);
        page.wait_until("the address is current", |page| {
            page.fragment().contains("&step=1")
        });
        page.reload();
        wait_for_step(page, 1);
        assert!(page.text(".listing").contains("println(\"织\", 1)"));
    });
}

#[test]
fn the_back_button_goes_to_the_scene_before() {
    visit("#scene=two-writers", |page| {
        wait_for_run(page);
        page.wait_until("the address is current", |page| {
            page.fragment().contains("&go=")
        });
        page.choose("Scene", "A part of a slice");
        page.wait_until("the other scene is open", |page| {
            page.fragment().contains("sub-slice")
        });
        page.evaluate("history.back()", vec![]);
        page.wait_until("the first scene is open", |page| {
            page.text(".question").contains("one map")
        });
    });
}
