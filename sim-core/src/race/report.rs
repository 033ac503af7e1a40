//! Reports in the form of Go's race detector, and its rules about what is reported once.
//!
//! Go tells of each cell once, and of each pair of stacks once. Addresses, offsets and goroutine numbers are this machine's.

use rustc_hash::FxHashSet;

use super::found::{Access, Race, StackFrame};
use crate::machine::display_address;

/// What has been reported.
#[derive(Clone, Debug, Default)]
pub struct Reporter {
    cells: FxHashSet<u64>,
    pairs: Vec<[Vec<StackFrame>; 2]>,
}

impl Reporter {
    /// Nothing yet.
    pub fn new() -> Reporter {
        Reporter::default()
    }

    /// Go's report of a race, or `None` where Go would say nothing more.
    pub fn report(&mut self, race: &Race) -> Option<String> {
        if !self.cells.insert(race.cell) {
            return None;
        }
        let [first, second] = &race.accesses;
        let pair = [first.stack.clone(), second.stack.clone()];
        let same = |known: &[Vec<StackFrame>; 2]| {
            *known == pair || (known[0] == pair[1] && known[1] == pair[0])
        };
        if self.pairs.iter().any(same) {
            return None;
        }
        self.pairs.push(pair);
        Some(text(race))
    }

    /// How many races were reported.
    pub fn count(&self) -> usize {
        self.pairs.len()
    }
}

/// What Go prints at the end.
pub fn footer(count: usize) -> String {
    format!("Found {count} data race(s)\n")
}

fn text(race: &Race) -> String {
    let [first, second] = &race.accesses;
    let rule = "==================\n";
    let mut text = format!("{rule}WARNING: DATA RACE\n");
    let verb = |access: &Access| {
        if access.op.is_write() {
            "write"
        } else {
            "read"
        }
    };
    let address = display_address(race.cell);
    let line =
        |verb: &str, access: &Access| format!("{verb} at {address:#014x} by {}:\n", who(access));
    text.push_str(&line(&capital(verb(second)), second));
    push_frames(&mut text, &second.stack);
    text.push_str(&format!(
        "\n{}",
        line(&format!("Previous {}", verb(first)), first)
    ));
    push_frames(&mut text, &first.stack);
    for access in [second, first] {
        if !access.created.is_empty() {
            let state = if access.finished {
                "finished"
            } else {
                "running"
            };
            text.push_str(&format!(
                "\nGoroutine {} ({state}) created at:\n",
                access.goroutine
            ));
            push_frames(&mut text, &access.created);
        }
        if first.goroutine == second.goroutine {
            break;
        }
    }
    text.push_str(rule);
    text
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn who(access: &Access) -> String {
    if access.created.is_empty() {
        "main goroutine".to_string()
    } else {
        format!("goroutine {}", access.goroutine)
    }
}

fn push_frames(text: &mut String, frames: &[StackFrame]) {
    for frame in frames {
        text.push_str(&format!(
            "  {}()\n      {}:{} +{:#x}\n",
            frame.function, frame.place.file, frame.place.line, frame.offset
        ));
    }
}
