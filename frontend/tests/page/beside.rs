//! Two Go versions of one program side by side: at the same place, driven together, and clear about where they part.

use frontend::view_model::link::packed;

use crate::harness::{Page, visit};
use crate::reading::{position, run_to_end, step_forward, wait_for_run, wait_for_step};

const LOOP: &str = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tvar calls []func()\n\tfor i := 0; i < 3; i++ {\n\t\tcalls = append(calls, func() { fmt.Println(i) })\n\t}\n\tfor _, call := range calls {\n\t\tcall()\n\t}\n}\n";

fn titles(page: &Page) -> Vec<String> {
    page.texts(".side-head h2")
}

fn sentence(page: &Page) -> String {
    page.text(".parting p")
}

#[test]
fn a_classic_and_a_swiss_map_grow_side_by_side() {
    visit("#scene=map-growth&grain=statement", |page| {
        wait_for_run(page);
        assert_eq!(page.count(".side"), 0);
        page.choose("Compare with", "with Go 1.27");
        page.wait_until("both are there", |page| {
            titles(page) == ["Go 1.23", "Go 1.27"]
        });
        // The list that was chosen from has the focus, and its own use for the arrows.
        page.click("button", "Forward one step");
        page.wait_until("it has stepped", |page| position(page).0 > 0);
        for _ in 0..50 {
            page.press("ArrowRight");
        }
        let maps = |page: &Page| page.texts(".side .stage");
        page.wait_until("both maps have grown", |page| {
            let maps = maps(page);
            maps[0].contains("B\n3") && maps[1].contains("growthLeft")
        });
        let seen = maps(page);
        let (step, _) = position(page);
        assert_eq!(
            sentence(page),
            "Go 1.23 and Go 1.27 stand at the same place."
        );
        page.screenshot("beside");
        page.press("Home");
        wait_for_step(page, 0);
        assert_ne!(maps(page), seen);
        page.wait_until("the link names both", |page| {
            let fragment = page.fragment();
            fragment.contains("go=1.23") && fragment.contains("with=1.27")
        });
        while position(page).0 < step {
            let before = position(page);
            page.press("ArrowRight");
            page.wait_until("it steps on", |page| position(page) != before);
        }
        assert_eq!(maps(page), seen);
    });
}

#[test]
fn where_they_part_is_said_and_led_to() {
    let fragment = format!("#code={}&go=1.21&with=1.22", packed(LOOP));
    visit(&fragment, |page| {
        wait_for_run(page);
        run_to_end(page);
        page.wait_until("they have parted", |page| {
            page.count(".parting.has-parted") == 1
        });
        let told = sentence(page);
        assert!(
            told.ends_with("they part: Go 1.21 prints “3”, Go 1.22 prints “0”."),
            "{told}"
        );
        assert_eq!(page.texts(".side-output"), ["3\n3\n3", "0\n1\n2"]);
        page.press("Home");
        wait_for_step(page, 0);
        page.wait_until("it is still to come", |page| {
            sentence(page).contains("They part at step")
        });
        page.click_css(".parting button");
        page.wait_until("it is there", |page| sentence(page) == told);
        page.click("button", "Put Go 1.22 in front");
        page.wait_until("1.22 is in front", |page| {
            titles(page) == ["Go 1.22", "Go 1.21"]
        });
        run_to_end(page);
        page.wait_until("it prints as 1.22 does", |page| {
            page.texts(".side-output") == ["0\n1\n2", "3\n3\n3"]
        });
        page.screenshot_at("beside-phone", 390, 800);
    });
}

#[test]
fn what_does_not_compile_is_shown_beside() {
    let program = "package main\n\nfunc main() {\n\tprintln(min(1, 2))\n}\n";
    let fragment = format!("#code={}&go=1.21&with=1.17", packed(program));
    visit(&fragment, |page| {
        wait_for_run(page);
        page.wait_until("the errors stand beside", |page| {
            page.count(".side-refused li") > 0
        });
        let refusal = page.text(".side-refused");
        assert!(
            refusal.starts_with("Go 1.17 does not compile this program:"),
            "{refusal}"
        );
        step_forward(page, 1);
        // Choosing the version beside for the run changes places.
        page.choose("Compare with", "with Go 1.27");
        page.wait_until("1.27 is beside", |page| {
            titles(page) == ["Go 1.21", "Go 1.27"]
        });
        page.choose("Go version", "Go 1.27");
        page.wait_until("they have changed places", |page| {
            titles(page) == ["Go 1.27", "Go 1.21"]
        });
    });
}

#[test]
fn a_wrong_version_beside_is_said_and_nothing_is_lost() {
    visit("#scene=two-writers&with=2.0&step=4", |page| {
        wait_for_run(page);
        wait_for_step(page, 4);
        assert_eq!(page.count(".side"), 0);
        assert!(
            page.text(".notice").contains("with=2.0"),
            "{}",
            page.text(".notice")
        );
    });
}

#[test]
fn a_frame_shows_both() {
    visit("#scene=two-writers&with=1.24&embed=1", |page| {
        wait_for_run(page);
        page.wait_until("both are there", |page| {
            titles(page) == ["Go 1.23", "Go 1.24"]
        });
        page.press("ArrowRight");
        wait_for_step(page, 1);
        let link = page.attribute(".open-link", "href").unwrap_or_default();
        assert!(link.contains("with=1.24"), "{link}");
        page.screenshot_at("beside-embed", 900, 420);
    });
}
