//! One open page: a plain, blocking interface over WebDriver, in the words of the tests.
//!
//! Each test has its own static server, driver and browser, so tests run in parallel and share nothing. All three end
//! with the [`Page`], also when the test fails; a failing test leaves a screenshot under its own name.
//!
//! Elements are found by what a reader knows of them, their role and accessible name as Chromium computes them, or by a
//! CSS selector where a test looks at the drawing itself. Finding waits; a thing that never comes fails the test by name.

mod browser;
mod site;
mod tests;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{By, Key, WebElement};

use browser::Browser;
use site::Site;

/// How long anything may take to appear. Generous: the test machine may be busy.
const PATIENCE: Duration = Duration::from_secs(15);

/// The usual window, in CSS pixels.
const USUAL_SIZE: (u32, u32) = (1366, 768);

/// Opens the page with a fragment (`""`, or `#scene=…`), runs the test, and then asks that the page stayed quiet: no error
/// on the console, no request to anywhere but the site, none for a file that is not there.
pub fn visit(fragment: &str, test: impl FnOnce(&mut Page)) {
    let mut page = Page::open(fragment);
    test(&mut page);
    page.assert_quiet();
}

/// An open page.
pub struct Page {
    browser: Browser,
    site: Site,
    /// What `prefers-…` media features are set to.
    preferences: Vec<(String, String)>,
}

impl Page {
    /// Opens the page with a fragment in a fresh browser of the usual size.
    pub fn open(fragment: &str) -> Page {
        Page::open_site(dist_folder(), fragment)
    }

    /// Opens the site in some folder.
    fn open_site(folder: PathBuf, fragment: &str) -> Page {
        let site = Site::serve(folder);
        let mut page = Page {
            browser: Browser::start(),
            site,
            preferences: Vec::new(),
        };
        page.resize(USUAL_SIZE.0, USUAL_SIZE.1);
        page.go(fragment);
        page
    }

    /// Loads the page anew with another fragment.
    pub fn go(&mut self, fragment: &str) {
        let address = format!("{}{fragment}", self.site.address);
        // A change of the fragment alone would not load anything.
        self.browser
            .run(async |driver| driver.goto("about:blank").await);
        self.browser
            .run(async |driver| driver.goto(address.as_str()).await);
    }

    /// Has a script run before anything else whenever the page is loaded from now on.
    pub fn before_load(&self, script: &str) {
        let source = json!({ "source": script });
        self.browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", source);
    }

    /// Puts the pointer over the first element that a CSS selector finds.
    pub fn point_at(&mut self, css: &str) {
        let element = self.element(css);
        self.browser.run(async |driver| {
            let chain = driver.action_chain().move_to_element_center(&element);
            chain.perform().await
        });
    }

    /// Reloads the page as it is.
    pub fn reload(&mut self) {
        self.browser.run(async |driver| driver.refresh().await);
    }

    /// The whole address, fragment included.
    pub fn address(&self) -> String {
        self.browser
            .run(async |driver| driver.current_url().await)
            .to_string()
    }

    /// The fragment with its `#`, or nothing.
    pub fn fragment(&self) -> String {
        self.address()
            .split_once('#')
            .map_or(String::new(), |(_, fragment)| format!("#{fragment}"))
    }

    /// Clicks the control with that role (`button`, `link`, `combobox`, `tab`, …) and exactly that accessible name.
    pub fn click(&mut self, role: &str, name: &str) {
        let element = self.named(role, name);
        self.browser.run(async |_| element.click().await);
    }

    /// Clicks the first element that a CSS selector finds.
    pub fn click_css(&mut self, css: &str) {
        let element = self.element(css);
        self.browser.run(async |_| element.click().await);
    }

    /// Drags the pointer along the middle of an element, from one fraction of its width to another.
    pub fn drag(&mut self, css: &str, from: f64, to: f64) {
        let element = self.element(css);
        self.browser.run(async |driver| {
            let width = element.rect().await?.width;
            // WebDriver measures from the element's centre.
            let at = |fraction: f64| ((fraction - 0.5) * width) as i64;
            let pressed = driver
                .action_chain()
                .move_to_element_with_offset(&element, at(from), 0)
                .click_and_hold();
            pressed
                .move_by_offset(at(to) - at(from), 0)
                .release()
                .perform()
                .await
        });
    }

    /// Whether a control with that role and accessible name is there now.
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.browser.find_named(role, name).is_some()
    }

    /// Whether the control with that role and name can be used.
    pub fn is_enabled(&self, role: &str, name: &str) -> bool {
        let element = self.named(role, name);
        self.browser.run(async |_| element.is_enabled().await)
    }

    /// Chooses an option, by its visible text, of the select element with that accessible name.
    pub fn choose(&mut self, name: &str, option: &str) {
        let element = self.named("combobox", name);
        let wanted = format!("./option[normalize-space(.)='{option}']");
        self.browser.run(async |_| {
            element
                .find(By::XPath(wanted.as_str()))
                .await?
                .click()
                .await
        });
    }

    /// Presses one key where the focus is: a character, or a name like `ArrowRight`, `Home`, `Shift+ArrowLeft`, `Control+Enter`.
    pub fn press(&mut self, keys: &str) {
        let (modifiers, last) = keys
            .rsplit_once('+')
            .filter(|(_, last)| !last.is_empty())
            .unwrap_or(("", keys));
        let modifiers: Vec<char> = modifiers
            .split('+')
            .filter(|name| !name.is_empty())
            .map(key)
            .collect();
        self.browser.run(async |driver| {
            let held = modifiers
                .iter()
                .fold(driver.action_chain(), |chain, modifier| {
                    chain.key_down(*modifier)
                });
            let pressed = held.key_down(key(last)).key_up(key(last));
            modifiers
                .iter()
                .rev()
                .fold(pressed, |chain, modifier| chain.key_up(*modifier))
                .perform()
                .await
        });
    }

    /// Replaces the text of the first input that a CSS selector finds.
    pub fn fill(&mut self, css: &str, text: &str) {
        let element = self.element(css);
        self.browser.run(async |_| {
            element.clear().await?;
            element.send_keys(text).await
        });
    }

    /// The visible text of the first element that a CSS selector finds, as a reader sees it.
    pub fn text(&self, css: &str) -> String {
        let element = self.element(css);
        self.browser.run(async |_| element.text().await)
    }

    /// The visible texts of all elements that a CSS selector finds now.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let read = "return Array.from(document.querySelectorAll(arguments[0]), e => e.innerText)";
        let texts = self.evaluate(read, vec![json!(css)]);
        texts
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|text| text.as_str().map(str::to_owned))
            .collect()
    }

    /// An attribute of the first element that a CSS selector finds.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let element = self.element(css);
        self.browser.run(async |_| element.attr(name).await)
    }

    /// How many elements a CSS selector finds now.
    pub fn count(&self, css: &str) -> usize {
        self.browser
            .run(async |driver| driver.find_all(By::Css(css)).await)
            .len()
    }

    /// Runs a script's body in the page and returns what it returns.
    pub fn evaluate(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.browser
            .run(async |driver| driver.execute(script, arguments).await)
            .json()
            .clone()
    }

    /// Waits until the condition holds, and fails with `what` when it never does.
    pub fn wait_until(&self, what: &str, mut condition: impl FnMut(&Page) -> bool) {
        let held = patiently(|| condition(self).then_some(()));
        assert!(
            held.is_some(),
            "waited {PATIENCE:?} in vain until {what}; the page says: {}",
            self.text("body")
        );
    }

    /// Gives the page another size, in CSS pixels; a narrow one counts as a phone.
    pub fn resize(&mut self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.browser
            .devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Sets a media feature, as the reader's system would: `prefer("color-scheme", "dark")`, `prefer("reduced-motion", "reduce")`.
    pub fn prefer(&mut self, feature: &str, value: &str) {
        let name = format!("prefers-{feature}");
        self.preferences.retain(|(known, _)| *known != name);
        self.preferences.push((name, value.to_owned()));
        let features: Vec<Value> = self
            .preferences
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.browser.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
    }

    /// Keeps a picture of the page as it is, in `target/screenshots/NAME.png`.
    pub fn screenshot(&self, name: &str) {
        let file = screenshot_folder().join(format!("{name}.png"));
        self.browser
            .run(async |driver| driver.screenshot(&file).await);
    }

    /// Keeps a picture of the page at another size; the page keeps that size.
    pub fn screenshot_at(&mut self, name: &str, width: u32, height: u32) {
        self.resize(width, height);
        self.screenshot(name);
    }

    /// The errors on the console since the last call.
    pub fn console_errors(&self) -> Vec<String> {
        let entries = self.browser.log("browser").into_iter();
        entries
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect()
    }

    /// The addresses outside the site that were asked for since the last call.
    pub fn foreign_requests(&self) -> Vec<String> {
        let inside = [
            self.site.address.as_str(),
            "data:",
            "blob:",
            "about:",
            "chrome",
        ];
        let asked = self.browser.requested_addresses().into_iter();
        asked
            .filter(|address| !inside.iter().any(|start| address.starts_with(start)))
            .collect()
    }

    /// Fails when the page complained, asked anyone else, or asked the site for what is not there.
    pub fn assert_quiet(&self) {
        assert_eq!(
            self.console_errors(),
            Vec::<String>::new(),
            "errors on the console"
        );
        assert_eq!(
            self.foreign_requests(),
            Vec::<String>::new(),
            "requests to other places"
        );
        assert_eq!(
            self.site.missing(),
            Vec::<String>::new(),
            "requests for files that are not there"
        );
    }

    /// The first element that a CSS selector finds, waiting for it.
    fn element(&self, css: &str) -> WebElement {
        let found = patiently(|| {
            self.browser
                .run(async |driver| driver.find_all(By::Css(css)).await)
                .into_iter()
                .next()
        });
        found.unwrap_or_else(|| panic!("nothing on the page is `{css}`"))
    }

    fn named(&self, role: &str, name: &str) -> WebElement {
        let found = patiently(|| self.browser.find_named(role, name));
        found.unwrap_or_else(|| panic!("no {role} on the page is called `{name}`"))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let thread = std::thread::current();
            let name = thread.name().unwrap_or("a-test").replace("::", "-");
            self.browser
                .last_words(&screenshot_folder().join(format!("FAILED-{name}.png")));
        }
    }
}

/// Asks again and again until there is an answer or patience ends.
fn patiently<T>(mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        let answer = ask();
        if answer.is_some() || start.elapsed() > PATIENCE {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// WebDriver's character for a key's name; a character stands for itself.
fn key(name: &str) -> char {
    let key = match name {
        "ArrowRight" => Key::Right,
        "ArrowLeft" => Key::Left,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Space" => return ' ',
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        other => {
            let mut characters = other.chars();
            let first = characters.next().filter(|_| characters.next().is_none());
            return first.unwrap_or_else(|| panic!("no key is called `{other}`"));
        }
    };
    key.into()
}

/// The site under test: `WEFT_DIST`, from the project's root, or else `dist/`.
fn dist_folder() -> PathBuf {
    let dist = project().join(std::env::var("WEFT_DIST").unwrap_or_else(|_| "dist".into()));
    assert!(
        dist.join("index.html").is_file(),
        "{} holds no page: run `cargo xtask dist` first",
        dist.display()
    );
    dist
}

fn screenshot_folder() -> PathBuf {
    let folder = project().join("target").join("screenshots");
    std::fs::create_dir_all(&folder).expect("target/screenshots can be made");
    folder
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
