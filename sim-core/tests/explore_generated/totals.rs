//! What a run over many programs came to.

use std::fmt;

use crate::compare::Checked;
use crate::programs::{self, Body};

/// Differences that are told.
const TOLD_MAX: usize = 40;

/// Sums, and what is wrong.
#[derive(Default, Debug)]
pub struct Totals {
    pub programs: u64,
    pub traces: u64,
    pub wrong: u64,
    told: Vec<String>,
}

impl Totals {
    /// Adds the check of a program; which of its goroutines finish: all where it is wrong.
    pub fn add(&mut self, program: &[Body], checked: Result<Checked, String>) -> u32 {
        self.programs += 1;
        match checked {
            Ok(checked) => {
                self.traces += checked.traces;
                checked.finish
            }
            Err(what) => {
                self.wrong += 1;
                if self.told.len() < TOLD_MAX {
                    let text = programs::text(program);
                    self.told.push(format!("{text}\n    {what}"));
                }
                u32::MAX
            }
        }
    }

    /// Adds those of another part.
    pub fn merge(&mut self, part: Totals) {
        self.programs += part.programs;
        self.traces += part.traces;
        self.wrong += part.wrong;
        self.told.extend(part.told);
        self.told.truncate(TOLD_MAX);
    }

    /// Fails if anything is wrong.
    pub fn expect_none(&self) {
        assert!(self.wrong == 0, "{self}:\n{}", self.told.join("\n"));
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (programs, traces, wrong) = (self.programs, self.traces, self.wrong);
        write!(f, "{programs} programs, {traces} traces, {wrong} wrong")
    }
}
