//! Chromium under its driver: started on a free port, ended with the value.
//!
//! Invariant: when a [`Browser`] is dropped, its session is closed before its driver is killed. A driver that dies first
//! leaves Chromium running.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{
    BrowserLogEntry, By, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver, WebElement,
};
use tokio::runtime::Runtime;

/// Chromium without a screen, also as root in a container, and without any errand of its own on the network.
const CHROMIUM_FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// A running browser.
pub struct Browser {
    runtime: Runtime,
    /// Present until the session is closed.
    driver: Option<WebDriver>,
    process: Child,
    /// Where the driver and Chromium keep their temporary files, which they do not all remove.
    scratch: PathBuf,
}

impl Browser {
    /// Starts the driver and one browser window.
    pub fn start() -> Browser {
        let scratch = scratch_folder();
        let (process, port) = start_driver(&scratch);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime for WebDriver");
        // Built before the session so that the driver ends even when the session cannot start.
        let mut browser = Browser {
            runtime,
            driver: None,
            process,
            scratch,
        };
        let session = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities());
        browser.driver = Some(browser.runtime.block_on(session).expect("Chromium starts"));
        browser
    }

    /// Runs WebDriver commands to their end; an error of WebDriver fails the test with its message.
    #[track_caller]
    pub fn run<T>(&self, commands: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>) -> T {
        let driver = self.driver.as_ref().expect("the session is open");
        match self.runtime.block_on(commands(driver)) {
            Ok(value) => value,
            Err(error) => panic!("WebDriver: {error}"),
        }
    }

    /// Sends a command of the DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.run(async |driver| driver.cdp().send_raw(method, parameters).await)
    }

    /// The entries of one of the driver's logs since the last call.
    pub fn log(&self, kind: &str) -> Vec<BrowserLogEntry> {
        self.run(async |driver| driver.get_log(kind).await)
    }

    /// All addresses that the browser asked for since the last call.
    pub fn requested_addresses(&self) -> Vec<String> {
        let entries = self
            .log("performance")
            .into_iter()
            .filter_map(|entry| serde_json::from_str(&entry.message).ok());
        entries
            .filter_map(|event: Value| requested_address(&event))
            .collect()
    }

    /// The first element with that role and exactly that accessible name, as the browser's accessibility tree has them.
    pub fn find_named(&self, role: &str, name: &str) -> Option<WebElement> {
        let document = self.devtools(
            "Runtime.evaluate",
            json!({ "expression": "document.documentElement" }),
        );
        let query = json!({ "objectId": document["result"]["objectId"], "role": role, "accessibleName": name });
        let answer = self.devtools("Accessibility.queryAXTree", query);
        let shown = answer["nodes"]
            .as_array()?
            .iter()
            .find(|node| node["ignored"] != json!(true))?;
        let node = self.devtools(
            "DOM.resolveNode",
            json!({ "backendNodeId": shown["backendDOMNodeId"] }),
        );
        // WebDriver knows elements by handles of its own, so the element is marked for as long as it takes to find it.
        self.mark(
            &node["object"]["objectId"],
            "this.setAttribute('data-found', '')",
        );
        let found = self
            .run(async |driver| driver.find_all(By::Css("[data-found]")).await)
            .into_iter()
            .next();
        self.mark(
            &node["object"]["objectId"],
            "this.removeAttribute('data-found')",
        );
        found
    }

    fn mark(&self, object: &Value, statement: &str) {
        let function = format!("function() {{ {statement} }}");
        self.devtools(
            "Runtime.callFunctionOn",
            json!({ "objectId": object, "functionDeclaration": function }),
        );
    }

    /// Keeps what helps to understand a failure: a picture and the console. Never fails itself.
    pub fn last_words(&self, picture: &Path) {
        let Some(driver) = &self.driver else { return };
        let console = self.runtime.block_on(async {
            let _ = driver.screenshot(picture).await;
            driver.get_log("browser").await.unwrap_or_default()
        });
        eprintln!("the page at the failure: {}", picture.display());
        for entry in console {
            eprintln!("console {}: {}", entry.level, entry.message);
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            let _ = self.runtime.block_on(driver.quit());
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.scratch);
    }
}

/// A fresh folder for one browser, with a short path: a socket in it has a name of at most some hundred bytes.
fn scratch_folder() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "weft-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("temporary files can be made");
    folder
}

/// How often chromedriver is started until it stands.
const STARTS: u32 = 5;

/// Starts chromedriver on a port of its own choice. It takes one that is free for one kind of address and gives up where another test
/// has just taken it for the other, so it is asked again.
fn start_driver(scratch: &Path) -> (Child, u16) {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    (0..STARTS)
        .find_map(|_| try_start(&program, scratch))
        .unwrap_or_else(|| {
            let program = program.display();
            panic!("{program} said {STARTS} times that it cannot start: run `{program} --port=0` to see why")
        })
}

/// Starts chromedriver once; the port is in what it prints.
fn try_start(program: &OsStr, scratch: &Path) -> Option<(Child, u16)> {
    let started = Command::new(program)
        .arg("--port=0")
        .env("TMPDIR", scratch)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut process = started.unwrap_or_else(|error| {
        panic!(
            "{}: {error}; `cargo xtask test` installs it",
            program.display()
        )
    });
    let mut lines = process
        .stdout
        .take()
        .map(BufReader::new)
        .into_iter()
        .flat_map(BufRead::lines)
        .map_while(Result::ok);
    let port = lines.find_map(|line| {
        let port = line.split_once("successfully on port ")?.1;
        port.trim_end_matches('.').parse().ok()
    });
    // The driver goes on writing; nobody may close the other end.
    std::thread::spawn(move || lines.for_each(drop));
    if port.is_none() {
        let _ = process.kill();
        let _ = process.wait();
    }
    Some((process, port?))
}

fn capabilities() -> DesiredCapabilitiesOfChromium {
    let mut capabilities = DesiredCapabilities::chrome();
    for flag in CHROMIUM_FLAGS {
        capabilities.add_arg(flag).expect("a flag is a string");
    }
    let logs = [
        ("browser", LoggingPrefsLogLevel::All),
        ("performance", LoggingPrefsLogLevel::All),
    ];
    for (kind, level) in logs {
        capabilities
            .set_logging_prefs(kind.to_owned(), level)
            .expect("a level is a string");
    }
    capabilities
}

type DesiredCapabilitiesOfChromium = thirtyfour::ChromeCapabilities;

/// The address in a log entry that tells of a request.
fn requested_address(event: &Value) -> Option<String> {
    let message = &event["message"];
    let is_request = message["method"] == "Network.requestWillBeSent";
    message["params"]["request"]["url"]
        .as_str()
        .filter(|_| is_request)
        .map(str::to_owned)
}
