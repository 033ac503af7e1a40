//! How the page looks: sizes, colours, languages, long runs. Leaves the pictures that people look at.

use crate::harness::{Page, visit};
use crate::reading::{position, run_to_end, stage, step_forward, wait_for_run, wait_for_step};

/// Nothing but panes may scroll.
fn assert_fits(page: &Page) {
    let script = "const e = document.documentElement; return [e.scrollHeight <= innerHeight, e.scrollWidth <= innerWidth, \
                  document.body.scrollHeight <= innerHeight]";
    let fits = page.evaluate(script, vec![]);
    assert_eq!(fits, serde_json::json!([true, true, true]));
}

#[test]
fn every_scene_fits_the_usual_screen() {
    let scenes = [
        "two-writers",
        "lost-update",
        "map-growth",
        "append-alias",
        "sub-slice",
        "torn-header",
        "swiss-groups&go=1.27",
        "swiss-split&go=1.27",
    ];
    visit("", |page| {
        for scene in scenes {
            page.go(&format!("#scene={scene}&grain=access"));
            wait_for_run(page);
            step_forward(page, 6);
            assert_fits(page);
            run_to_end(page);
            assert_fits(page);
            page.screenshot(&format!("scene-{}", scene.replace("&go=", "-")));
        }
    });
}

#[test]
fn a_phone_shows_one_pane_at_a_time() {
    visit("#scene=map-growth&grain=access", |page| {
        wait_for_run(page);
        page.resize(390, 844);
        step_forward(page, 5);
        assert_fits(page);
        page.screenshot("phone-memory");
        page.click("tab", "Code");
        page.wait_until("the code is shown", |page| {
            page.text(".code").contains("func main()")
        });
        page.screenshot("phone-code");
        page.click("tab", "Trace");
        page.wait_until("the trace is shown", |page| {
            page.text(".trace").contains("goroutine 1")
        });
        page.screenshot("phone-trace");
    });
}

#[test]
fn dark_follows_the_system_and_the_link() {
    visit("#scene=append-alias", |page| {
        let ground = |page: &Page| {
            let script = "return getComputedStyle(document.body).backgroundColor";
            page.evaluate(script, vec![])
                .as_str()
                .unwrap_or_default()
                .to_owned()
        };
        wait_for_run(page);
        let light = ground(page);
        assert_eq!(light, "rgb(243, 243, 240)");
        page.prefer("color-scheme", "dark");
        page.wait_until("the page is dark", |page| ground(page) != light);
        run_to_end(page);
        page.screenshot("dark");
        page.go("#scene=append-alias&theme=light");
        wait_for_run(page);
        assert_eq!(ground(page), light);
    });
}

#[test]
fn chinese_is_complete() {
    visit("#scene=map-growth&lang=zh", |page| {
        wait_for_run(page);
        page.press("ArrowRight");
        page.wait_until("a step is told in Chinese", |page| {
            page.text(".trace").contains("goroutine 1")
        });
        assert!(page.has("button", "前进一步"));
        assert!(page.text(".question").contains("bucket") || page.text(".question").contains("桶"));
        page.screenshot("zh");
        page.click("button", "English");
        page.wait_until("the page is English", |page| {
            page.has("button", "Forward one step")
        });
    });
}

#[test]
fn a_projector_sees_it_large() {
    visit("#scene=torn-header", |page| {
        wait_for_run(page);
        page.resize(1920, 1080);
        run_to_end(page);
        assert_fits(page);
        page.screenshot("projector");
    });
}

#[test]
fn ten_thousand_transitions_stay_fluent() {
    let program = "package main\n\nvar x int\n\nfunc main() {\n\tfor i := 0; i < 5000; i++ {\n\t\tx++\n\t}\n}\n";
    visit(
        &format!("#code={}", frontend::view_model::link::packed(program)),
        |page| {
            wait_for_run(page);
            run_to_end(page);
            let (end, _) = position(page);
            assert!(end >= 10_000, "{end}");
            // The usual time of thirty steps, drawn: their median, because anything else on the machine may take a single frame.
            let script = "const done = arguments[arguments.length - 1]; let times = [], left = 30; \
                      const press = () => dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' })); \
                      const next = last => { const now = performance.now(); if (last) times.push(now - last); \
                      if (left-- == 0) { window.usual = times.sort((a, b) => a - b)[15]; return } press(); requestAnimationFrame(() => next(now)) }; next(0)";
            page.evaluate(script, vec![]);
            page.wait_until("thirty steps are made", |page| {
                page.evaluate("return window.usual || 0", vec![])
                    .as_f64()
                    .unwrap_or(0.0)
                    > 0.0
            });
            let usual = page
                .evaluate("return window.usual", vec![])
                .as_f64()
                .unwrap_or(f64::MAX);
            assert!(usual < 250.0, "a step takes {usual} ms");
            page.press("Home");
            page.wait_until("the cursor is at the start", |page| position(page).0 == 0);
            page.screenshot("long-run");
        },
    );
}

#[test]
fn reduced_motion_moves_nothing() {
    visit("", |page| {
        page.prefer("reduced-motion", "reduce");
        page.go("#scene=map-growth&grain=access");
        wait_for_run(page);
        step_forward(page, 20);
        let gliding = page.evaluate(
            "return document.querySelectorAll('[data-flip][style*=transform]').length",
            vec![],
        );
        assert_eq!(gliding, 0);
        assert!(!stage(page).is_empty());
    });
}

/// Whether the focus is in a dialog; the browser's own controls, which come after its last one, count as nowhere.
fn focus_is_in_the_dialog(page: &Page) -> bool {
    let inside = "const at = document.activeElement; return at === document.body || at.closest('.veil') !== null";
    page.evaluate(inside, vec![]) == true
}

#[test]
fn a_dialog_keeps_the_focus_and_gives_it_back() {
    visit("#scene=append-alias&keys=off", |page| {
        wait_for_run(page);
        for name in ["Help", "Chart: capacity while appending"] {
            page.click("button", name);
            page.wait_until("it is there", |page| page.count(".dialog") == 1);
            for key in ["Tab"; 9].into_iter().chain(["Shift+Tab"; 5]) {
                page.press(key);
                assert!(focus_is_in_the_dialog(page), "{name} after {key}");
            }
            // What lies under it cannot be reached at all.
            assert!(!page.has("button", "Forward one step"));
            page.press("Escape");
            page.wait_until("it is closed", |page| page.count(".dialog") == 0);
            let focused = page.evaluate("return document.activeElement.innerText", vec![]);
            assert!(
                focused == name || name == "Help" && focused == "?",
                "{focused}"
            );
        }
        page.click("button", "Forward one step");
        wait_for_step(page, 1);
    });
}

#[test]
fn what_the_pointer_is_over_lights_the_stage() {
    visit("#scene=map-growth&grain=access", |page| {
        wait_for_run(page);
        step_forward(page, 60);
        let marks = |page: &Page| page.texts(".stage .is-written, .stage .is-read");
        let own = marks(page);
        // The last transition before this one that wrote into the map; above the rows stands one box that keeps their place.
        let rows = page.texts(".trace-row .sentence");
        let earlier = &rows[..rows.len() - 1];
        let wrote = earlier.iter().rposition(|row| row.contains(" writes m."));
        let row = wrote.expect("it has written into the map") + 2;
        page.point_at(&format!(".trace-row:nth-of-type({row})"));
        page.wait_until("the stage shows what it wrote", |page| {
            page.count(".stage.is-pointed .is-written") > 0
        });
        page.screenshot("pointed");
        page.point_at(".brand");
        page.wait_until("the stage is as it was", |page| {
            page.count(".is-pointed") == 0
        });
        assert_eq!(marks(page), own);
        page.point_at(".step-button:not(:disabled)");
        page.wait_until("the stage shows what comes next", |page| {
            page.count(".stage.is-pointed") == 1
        });
    });
}

#[test]
fn help_and_the_chart_of_capacities() {
    visit("#scene=append-alias", |page| {
        wait_for_run(page);
        page.press("?");
        page.wait_until("help is shown", |page| {
            page.text(".dialog").contains("Shift")
        });
        page.screenshot("help");
        page.press("Escape");
        page.wait_until("help is closed", |page| page.count(".dialog") == 0);
        page.click("button", "Chart: capacity while appending");
        page.wait_until("both versions are measured", |page| {
            page.count(".legend span") == 2 && page.text(".legend").contains("1.21")
        });
        page.screenshot("growth");
    });
}

#[test]
fn entries_are_seen_to_move_when_a_map_grows() {
    visit("#scene=map-growth", |page| {
        wait_for_run(page);
        assert_eq!(page.count(".table.is-old"), 0);
        page.press("ArrowRight");
        page.wait_until("the old table stands beside the new one", |page| {
            page.count(".table.is-old") == 1
        });
        let gliding = page.evaluate(
            "return document.querySelectorAll('[data-flip][style*=transition]').length",
            vec![],
        );
        assert!(gliding.as_u64().unwrap_or(0) > 0);
        page.screenshot("map-growing");
    });
}

#[test]
fn native_and_browser_run_the_same() {
    use frontend::view_model::scenes::SCENES;
    use sim_core::session::Session;
    use sim_core::session::api::{Command, FileText, Options, Policy, Reply};
    visit("", |page| {
        for (index, scene) in SCENES.iter().enumerate() {
            let seed = index as u64 + 3;
            page.go(&format!(
                "#scene={}&go=1.{}&grain=access&policy=random&seed={seed}",
                scene.id,
                scene.options().go_minor
            ));
            wait_for_run(page);
            run_to_end(page);
            let shown = page
                .attribute(".verdict", "data-trace-hash")
                .unwrap_or_default();
            let options = Options {
                policy: Policy::Random,
                seed,
                ..scene.options()
            };
            let mut session =
                Session::open(&FileText::main(scene.files[0].1), &options).expect("scenes compile");
            session.command(Command::End);
            while matches!(session.advance(1_000), Reply::Working { .. }) {}
            assert_eq!(
                shown,
                format!("{:016x}", session.trace_hash()),
                "{} with seed {seed}",
                scene.id
            );
        }
    });
}
