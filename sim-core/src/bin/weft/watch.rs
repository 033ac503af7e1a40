//! What stands between an exploration and its end: the clock, Ctrl-C, and the line on stderr that shows how far it is.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use sim_core::explore::Census;

use crate::args::Failure;

/// Between two pictures of the progress line.
const TICK: Duration = Duration::from_millis(100);
/// Exit status of a command ended by a second Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// The command's progress line and its ear for Ctrl-C.
pub struct Watch {
    stop: Arc<AtomicBool>,
    bar: ProgressBar,
}

impl Watch {
    /// A progress line where stderr is a terminal. The first Ctrl-C asks for what is known so far, the second ends the command.
    pub fn new() -> Result<Watch, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        ctrlc::set_handler(move || {
            if asked.swap(true, Ordering::SeqCst) {
                std::process::exit(INTERRUPTED);
            }
        })
        .map_err(|e| Failure::usage(format!("cannot listen to Ctrl-C: {e}")))?;
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        Ok(Watch { stop, bar })
    }

    /// Whether Ctrl-C was pressed.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Takes the progress line away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// Starts the clock of one exploration. `name` stands before the progress line.
    pub fn start<'a>(&'a self, name: &'a str, executions_max: u64, seconds_max: f64) -> Clock<'a> {
        let now = Instant::now();
        Clock {
            watch: self,
            name,
            executions_max,
            seconds_max,
            start: now,
            shown: Mutex::new(now),
        }
    }
}

/// The clock of one exploration.
pub struct Clock<'a> {
    watch: &'a Watch,
    name: &'a str,
    executions_max: u64,
    seconds_max: f64,
    start: Instant,
    shown: Mutex<Instant>,
}

impl Clock<'_> {
    /// Since the start.
    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    /// Whether time is up or Ctrl-C was pressed.
    pub fn is_over(&self) -> bool {
        self.seconds() >= self.seconds_max || self.watch.stopped()
    }

    /// Draws the progress line anew if it is time to and nobody else is at it: with what is known, and executions done since.
    pub fn show(&self, census: &Census, more: u64) {
        let Ok(mut shown) = self.shown.try_lock() else {
            return;
        };
        if shown.elapsed() < TICK {
            return;
        }
        *shown = Instant::now();
        let (seconds, executions) = (self.seconds(), census.executions + more);
        let kinds: BTreeSet<&str> = census.outcomes.keys().map(|e| e.kind.name()).collect();
        let kinds = kinds.into_iter().collect::<Vec<_>>().join(" ");
        let name = match self.name {
            "" => String::new(),
            name => format!("{name}: "),
        };
        self.watch.bar.set_message(format!(
            "{name}{executions} executions, {} outcomes ({kinds}), {:.0}/s; left {} executions, {:.0} s",
            census.outcomes.len(),
            executions as f64 / seconds.max(1e-3),
            self.executions_max.saturating_sub(executions),
            (self.seconds_max - seconds).max(0.0),
        ));
        self.watch.bar.tick();
    }
}
