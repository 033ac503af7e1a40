//! Data races: the list, both accesses in code and lanes, the arrows and the clocks.

use crate::harness::visit;
use crate::reading::{position, wait_for_run};

#[test]
fn a_race_is_found_shown_and_gone_to() {
    visit("#scene=lost-update&view=race", |page| {
        wait_for_run(page);
        page.click("button", "To the end");
        page.wait_until("the race is listed", |page| page.count(".race") > 0);
        assert!(page.text(".race-verdict").contains("data race"));
        assert!(page.count(".line.is-raced") >= 1, "marked in the code");
        page.click_css(".race-access");
        page.wait_until("the first access is in front", |page| {
            let (step, recorded) = position(page);
            step > 0 && step < recorded
        });
        page.click("button", "Happens-before arrows");
        page.click("button", "Vector clocks");
        page.wait_until("the clocks are shown", |page| {
            page.count(".clocks tbody tr") >= 1
        });
        page.screenshot("races");
    });
}

#[test]
fn a_fixed_program_has_none() {
    visit(
        "#scene=lost-update&file=fixed.go&view=race&lang=zh",
        |page| {
            wait_for_run(page);
            page.wait_until("the verdict is there", |page| {
                page.text(".race-verdict").contains("没有数据竞争")
            });
            page.screenshot("races-none-zh");
        },
    );
}
