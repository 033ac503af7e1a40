//! What is compared at the end of an execution: how the program ended, its variables, and where the goroutines stand if they wait.
//!
//! Ends are compared by hash; in words only once something is wrong.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use sim_core::machine::{Machine, Outcome, Stand, Status};

/// The hash of an end.
pub type End = u64;

#[derive(Hash, Debug)]
struct Observed<'a> {
    end: &'a str,
    message: &'a str,
    values: Vec<Option<&'a [u64]>>,
    stands: Vec<Stand>,
}

/// Looks at ends.
#[derive(Clone, Debug)]
pub struct Observer {
    /// Where the program's own variables are, in cells of its image.
    variables: Vec<Range<usize>>,
    words: Option<BTreeMap<End, String>>,
}

impl Observer {
    /// For all machines of a program.
    pub fn new(machine: &Machine) -> Observer {
        let own = machine.program().globals.iter().filter(|g| !g.prelude);
        let cells = own.map(|global| {
            let object = machine.object_at(u64::from(global.addr));
            let at = global.addr as usize - 1;
            at..at + object.map_or(0, |object| object.words as usize)
        });
        Observer {
            variables: cells.collect(),
            words: None,
        }
    }

    /// The same, remembering what it sees.
    pub fn with_words(&self) -> Observer {
        Observer {
            words: Some(BTreeMap::new()),
            ..self.clone()
        }
    }

    /// An end in words, once it has been seen.
    pub fn words(&self, end: End) -> &str {
        let words = self.words.as_ref().and_then(|words| words.get(&end));
        words.map_or("?", String::as_str)
    }

    /// The end of an execution.
    pub fn see(&mut self, machine: &Machine) -> End {
        let image = machine
            .heap()
            .words(1, machine.program().image.len() as u64 - 1);
        let value = |cells: &Range<usize>| image.and_then(|image| image.get(cells.clone()));
        let (end, message) = match machine.status() {
            Status::Running => ("running", ""),
            Status::Ended(Outcome::Deadlock { .. }) => ("deadlock", ""),
            Status::Ended(Outcome::Panic { message, .. }) => ("panic", message.as_str()),
            Status::Ended(Outcome::Fatal { message, .. }) => ("fatal", message.as_str()),
            Status::Ended(Outcome::Exit(_) | Outcome::Limit(_)) => ("another end", ""),
        };
        let stands = match end {
            "running" | "deadlock" => machine.goroutines().iter().map(|g| g.stand).collect(),
            _ => Vec::new(),
        };
        let observed = Observed {
            end,
            message,
            values: self.variables.iter().map(value).collect(),
            stands,
        };
        let mut hasher = FxHasher::default();
        observed.hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(words) = &mut self.words {
            words.entry(hash).or_insert_with(|| format!("{observed:?}"));
        }
        hash
    }
}
