//! All orders: tried in workers while the page stays awake, counted, proved, and stepped through.

use crate::harness::{Page, visit};
use crate::reading::{position, wait_for_run};

/// Opens the panel, tries every order and waits for the verdict.
fn explore(page: &mut Page) {
    page.click("button", "Try every order");
    wait_for_verdict(page);
}

fn wait_for_verdict(page: &Page) {
    page.wait_until("every order has been tried", |page| {
        page.has("button", "Try every order") && page.count(".orders-verdict") == 1
    });
}

/// The words, texts and counts of the bars.
fn bars(page: &Page) -> Vec<String> {
    let texts = page.texts(".ending-go");
    texts.iter().map(|text| text.replace('\n', " ")).collect()
}

/// How many bars are ways to end, and how many data races.
fn ways_and_races(bars: &[String]) -> (usize, usize) {
    let races = bars.iter().filter(|bar| bar.starts_with("data race"));
    let races = races.count();
    (bars.len() - races, races)
}

#[test]
fn a_census_names_every_ending_and_steps_through_one() {
    visit("#scene=lost-update&view=orders", |page| {
        wait_for_run(page);
        explore(page);
        assert!(page.text(".orders-verdict").contains("orders end badly"));
        let endings = bars(page);
        assert_eq!(ways_and_races(&endings), (3, 3), "{endings:?}");
        assert!(
            endings[0].starts_with("fatal error concurrent map writes"),
            "{endings:?}"
        );
        page.screenshot("orders");
        page.click_css(".ending-go");
        page.wait_until("the end of that order is shown", |page| {
            let (step, recorded) = position(page);
            step > 0 && step == recorded
        });
        page.click("tab", "Trace");
        assert_eq!(page.text(".verdict"), "fatal error: concurrent map writes");
        page.click("tab", "Orders");
        assert_eq!(bars(page), endings, "the census stays beside its program");
    });
}

#[test]
fn a_proof_is_said_and_bounds_are_too() {
    visit("#scene=lost-update&file=fixed.go&view=orders", |page| {
        wait_for_run(page);
        explore(page);
        let verdict = page.text(".orders-verdict");
        assert!(verdict.contains("orders end well"), "{verdict}");
        assert!(verdict.contains("A proof"), "{verdict}");
        page.screenshot("orders-proof");
        page.click_css(".orders-options summary");
        page.choose("Pre-emptions", "≤ 0");
        page.click("button", "Try orders within the bound");
        page.wait_until("the bound is said", |page| {
            page.text(".orders-verdict")
                .contains("at most 0 pre-emptions")
        });
        assert!(!page.text(".orders-verdict").contains("A proof"));
    });
}

/// The longest time between two frames in two seconds, milliseconds, but for the worst quarter of a second: that one may be the machine's.
fn worst_gap(page: &Page) -> f64 {
    longest_gap(page);
    let gap = |_| {
        std::thread::sleep(std::time::Duration::from_millis(250));
        longest_gap(page)
    };
    let mut gaps: Vec<f64> = (0..8).map(gap).collect();
    gaps.sort_by(f64::total_cmp);
    gaps[6]
}

/// Begins to explore, and stops what was explored before; the longest time between two frames meanwhile, milliseconds.
fn gap_of_beginning(page: &mut Page) -> f64 {
    if page.has("button", "Stop") {
        page.click("button", "Stop");
    }
    longest_gap(page);
    page.click("button", "Try every order");
    page.wait_until("orders are counted", |page| {
        page.count(".ending") > 0 && page.has("button", "Stop")
    });
    std::thread::sleep(std::time::Duration::from_millis(250));
    longest_gap(page)
}

/// Longest time between two frames since the last call, milliseconds.
fn longest_gap(page: &Page) -> f64 {
    let script = "const gap = window.gap || 0; window.gap = 0; return gap";
    page.evaluate(script, vec![]).as_f64().unwrap_or(f64::MAX)
}

#[test]
fn the_page_stays_awake_while_it_explores() {
    visit("#scene=map-growth&file=reader.go&view=orders", |page| {
        wait_for_run(page);
        let watch = "let last = performance.now(); const watch = now => { window.gap = Math.max(window.gap || 0, now - last); last = now; \
                     requestAnimationFrame(watch) }; requestAnimationFrame(watch)";
        page.evaluate(watch, vec![]);
        let idle = worst_gap(page);
        // Beginning is the hardest part: workers start, and the first words arrive. Three times, for one may be the machine's fault.
        let mut begun: Vec<f64> = (0..3).map(|_| gap_of_beginning(page)).collect();
        begun.sort_by(f64::total_cmp);
        let limit = f64::max(100.0, 2.0 * idle);
        assert!(
            begun[1] <= limit,
            "when it begins frames come every {begun:?} ms, {idle} ms before"
        );
        let busy = worst_gap(page);
        // Where the machine itself is too busy to draw every frame, exploring must not make it much worse.
        assert!(
            busy <= limit,
            "frames come every {busy} ms, {idle} ms before"
        );
        page.press("ArrowRight");
        page.wait_until("it steps meanwhile", |page| position(page).0 > 0);
        page.click("button", "Stop");
        page.wait_until("what is known stays", |page| {
            page.text(".orders-verdict")
                .contains("Not all orders have been tried")
        });
        page.screenshot("orders-stopped");
    });
}

/// A browser without workers, and one in which a worker's script does not run.
const REFUSALS: [&str; 2] = [
    "window.Worker = class { constructor() { throw new Error('no workers here') } }",
    "const Usual = Worker; window.Worker = class extends Usual { constructor(address, options) { \
     super(URL.createObjectURL(new Blob(['throw 1'], { type: 'text/javascript' })), options) } }",
];

#[test]
fn without_a_worker_the_page_explores_by_itself() {
    for refusal in REFUSALS {
        let mut page = Page::open("");
        page.before_load(refusal);
        page.go("#scene=lost-update&view=orders");
        wait_for_run(&page);
        page.click("button", "Try every order");
        page.press("ArrowRight");
        page.wait_until("it steps meanwhile", |page| position(page).0 > 0);
        wait_for_verdict(&page);
        assert_eq!(ways_and_races(&bars(&page)), (3, 3), "{refusal}");
        page.click_css(".ending-go");
        page.wait_until("the end of that order is shown", |page| {
            let (step, recorded) = position(page);
            step > 0 && step == recorded
        });
    }
}

#[test]
fn another_program_ends_the_exploration() {
    visit("#scene=map-growth&file=reader.go&view=orders", |page| {
        wait_for_run(page);
        page.click("button", "Try every order");
        page.wait_until("orders are counted", |page| page.count(".ending") > 0);
        page.choose("Scene", "A lost update");
        page.wait_until("the old census is gone", |page| {
            page.count(".ending") == 0 && page.has("button", "Try every order")
        });
        explore(page);
        assert_eq!(ways_and_races(&bars(page)), (3, 3));
    });
}
