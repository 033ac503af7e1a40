//! The harness on a page made for it: what it must notice, it notices.

use std::path::PathBuf;

use super::{Page, project};

const FIXTURE: &str = r#"<!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><body>
<button aria-label="Step forward" onclick="log('clicked')">▶</button>
<button hidden>Hidden</button>
<label>Speed <select onchange="log(this.value)"><option value="1">slow</option><option value="9">very fast</option></select></label>
<input id="name" oninput="log(this.value)"> <button disabled>Stop</button>
<p id="strip" onpointerdown="log('down ' + event.offsetX)" onpointerup="log('up ' + event.offsetX)" style="width: 400px">strip</p>
<ol id="log"></ol> <p id="later"></p>
<script>
  function log(text) { document.getElementById('log').append(Object.assign(document.createElement('li'), { textContent: text })) }
  onkeydown = event => { if (event.key.length > 1 && event.key != 'Shift') log((event.shiftKey ? 'Shift+' : '') + event.key) }
  setTimeout(() => document.getElementById('later').textContent = 'later', 300)
</script></body></html>"#;

/// Opens a copy of the fixture of its own, so that tests can run side by side.
fn fixture(name: &str, fragment: &str) -> Page {
    let folder = project().join("target").join("page-fixtures").join(name);
    write_fixture(&folder);
    Page::open_site(folder, fragment)
}

fn write_fixture(folder: &PathBuf) {
    std::fs::create_dir_all(folder).expect("target can be written");
    std::fs::write(folder.join("index.html"), FIXTURE).expect("target can be written");
}

#[test]
fn controls_are_found_by_role_and_name() {
    let mut page = fixture("controls", "");
    page.click("button", "Step forward");
    assert_eq!(page.texts("#log li")[0], "clicked");
    page.choose("Speed", "very fast");
    assert_eq!(page.text("#log li:last-child"), "9");
    assert!(
        !page.has("button", "Hidden")
            && !page.has("link", "Step forward")
            && !page.is_enabled("button", "Stop")
    );
    page.wait_until("the timer has run", |page| page.text("#later") == "later");
    page.assert_quiet();
}

#[test]
fn keys_and_text_arrive() {
    let mut page = fixture("keys", "");
    page.press("ArrowRight");
    page.press("Shift+ArrowLeft");
    assert_eq!(
        page.texts("#log li")[..2],
        ["ArrowRight", "Shift+ArrowLeft"]
    );
    page.click_css("#name");
    page.press("x");
    page.fill("#name", "abc");
    assert_eq!(page.text("#log li:last-child"), "abc");
    assert_eq!(page.count("input"), 1);
    assert_eq!(page.attribute("#name", "id").as_deref(), Some("name"));
}

#[test]
fn a_drag_goes_from_one_place_to_another() {
    let mut page = fixture("drag", "");
    page.drag("#strip", 0.25, 0.75);
    assert_eq!(page.texts("#log li"), ["down 100", "up 300"]);
}

#[test]
fn sizes_and_preferences_are_the_readers() {
    let mut page = fixture("sizes", "#step=3");
    let matches = |page: &Page, query: &str| {
        page.evaluate(
            "return matchMedia(arguments[0]).matches",
            vec![query.into()],
        ) == true
    };
    assert!(!matches(&page, "(prefers-color-scheme: dark)"));
    page.prefer("color-scheme", "dark");
    page.prefer("reduced-motion", "reduce");
    assert!(matches(
        &page,
        "(prefers-color-scheme: dark) and (prefers-reduced-motion: reduce)"
    ));
    page.screenshot_at("harness-phone", 390, 844);
    assert!(matches(&page, "(width: 390px)"));
    page.reload();
    assert!(matches(&page, "(width: 390px)") && page.fragment() == "#step=3");
    page.go("#step=4");
    assert_eq!(page.fragment(), "#step=4");
}

#[test]
fn complaints_and_foreign_requests_are_noticed() {
    let page = fixture("complaints", "");
    page.assert_quiet();
    page.evaluate(
        "setTimeout(() => { throw new Error('on purpose') })",
        vec![],
    );
    page.wait_until("the error is on the console", |page| {
        page.console_errors()
            .iter()
            .any(|text| text.contains("on purpose"))
    });
    page.evaluate(
        "fetch('http://127.0.0.1:9/elsewhere').catch(() => {})",
        vec![],
    );
    page.wait_until("the request is seen", |page| {
        page.foreign_requests() == ["http://127.0.0.1:9/elsewhere"]
    });
    page.evaluate("fetch('/outside.js').catch(() => {})", vec![]);
    page.wait_until("the missing file is seen", |page| {
        page.site.missing() == ["/outside.js"]
    });
}
