//! The claims page: judged in front of the reader, every verdict with a link to the run it rests on.

use crate::harness::{Page, visit};
use crate::reading::{position, wait_for_run};

/// Waits until nothing is left to judge.
fn wait_for_verdicts(page: &Page) {
    page.wait_until("the claims are listed", |page| page.count(".claim") > 20);
    page.wait_until("half of the claims are judged", |page| {
        page.count(".claim-verdict.is-waiting") < 13
    });
    page.wait_until("all claims are judged", |page| {
        page.count(".claim-verdict.is-waiting") == 0
    });
}

fn verdict(page: &Page, id: &str) -> String {
    page.text(&format!("#claim-{id} .claim-verdict"))
}

#[test]
fn claims_are_judged_and_lead_to_their_runs() {
    visit("", |page| {
        wait_for_run(page);
        page.click("link", "Claims");
        wait_for_verdicts(page);
        assert_eq!(page.fragment(), "#claims");
        assert_eq!(verdict(page, "map-write-is-panic"), "false");
        assert_eq!(verdict(page, "map-reads-are-safe"), "true");
        assert_eq!(
            verdict(page, "slice-doubles-to-1024"),
            "depends on the version"
        );
        assert_eq!(verdict(page, "slice-by-reference"), "partly true");
        assert_eq!(page.count(".claim-verdict.is-open-question"), 0);
        page.screenshot("claims");
        page.click_css("#claim-map-write-needs-growth .claim-evidence li:nth-child(3) a");
        wait_for_run(page);
        page.wait_until("the run stands at its end", |page| {
            let (step, recorded) = position(page);
            step > 0 && step == recorded
        });
        assert!(page.text("body").contains("concurrent map writes"));
        page.screenshot("claims-run");
    });
}

#[test]
fn claims_open_by_address_and_lead_back() {
    visit("#claims", |page| {
        wait_for_verdicts(page);
        page.click("link", "Back to the program");
        wait_for_run(page);
        assert!(!page.fragment().contains("claims"));
    });
}

#[test]
fn claims_fit_a_phone_in_the_dark_and_in_chinese() {
    visit("#claims&lang=zh&theme=dark", |page| {
        page.resize(390, 844);
        wait_for_verdicts(page);
        let script = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(page.evaluate(script, vec![]), serde_json::json!(true));
        assert_eq!(verdict(page, "map-write-is-panic"), "错误");
        page.screenshot("claims-phone");
    });
}
