//! The maps of Go 1.24 and later on the stage: groups under their control bytes, searches, growth, tombstones, the split.

use crate::harness::{Page, visit};
use crate::reading::{step_forward, wait_for_run};

/// Steps until the stage has something.
fn step_until(page: &mut Page, css: &str, steps: u64) {
    for _ in 0..steps {
        if page.count(css) > 0 {
            return;
        }
        page.press("ArrowRight");
    }
    page.wait_until(css, |page| page.count(css) > 0);
}

#[test]
fn the_ninth_key_makes_a_table() {
    visit("#scene=swiss-groups", |page| {
        wait_for_run(page);
        assert_eq!(page.count(".swiss .group"), 1);
        assert_eq!(page.text(".swiss .bucket-index"), "0");
        let legend = page.text(".control-legend");
        assert!(
            legend.contains("tombstone") && legend.contains("empty"),
            "{legend}"
        );
        step_until(page, ".swiss .slot-moved", 60);
        assert!(page.text(".moving").contains("becomes a table"));
        assert!(
            page.text(".moving").contains("1 / 8"),
            "{}",
            page.text(".moving")
        );
        step_until(page, ".swiss .visit", 20);
        assert_eq!(page.text(".swiss .visit"), "①#1");
        assert!(page.text(".probe").contains("moves"));
        page.screenshot("swiss-growing");
    });
}

#[test]
fn a_tombstone_is_a_sign_and_a_word() {
    visit("#scene=swiss-groups&go=1.27&grain=call&step=560", |page| {
        wait_for_run(page);
        step_until(page, ".swiss .slot-tombstone", 10);
        assert_eq!(page.text(".swiss .slot-tombstone .top"), "†");
        page.screenshot("swiss-tombstone");
        page.prefer("color-scheme", "dark");
        page.screenshot("swiss-dark");
        page.resize(390, 844);
        page.screenshot("swiss-phone");
    });
}

#[test]
fn a_table_is_split_beside_its_halves() {
    visit("#scene=swiss-split", |page| {
        wait_for_run(page);
        assert_eq!(page.count(".swiss .taking .table"), 2);
        assert_eq!(
            page.texts(".taking .note"),
            ["next hash bit 0", "next hash bit 1"]
        );
        let moved = page.text(".moving");
        assert!(
            moved.contains("splits") && moved.contains("/ 896"),
            "{moved}"
        );
        page.screenshot("swiss-split");
        step_forward(page, 3);
        page.go("#scene=swiss-split&go=1.27&lang=zh&embed=1");
        wait_for_run(page);
        page.screenshot("swiss-zh-embed");
    });
}
