//! One detector for many runs of a program, as an explorer makes them.
//!
//! Between runs everything about accesses and their order is forgotten, in buffers that stay; what races there are is remembered. A race
//! that an earlier run had is not put into words again, only named by its number, so a program that races in every run costs no more to
//! watch than one that does not.
//!
//! Invariants: `Again::run` holds numbers of [`Detector::races`], each once; `Again::numbers` has an entry for each race.

use rustc_hash::FxHashMap;

use super::clocks::Row;
use super::{Detector, stacks::Stacks};
use crate::machine::Machine;

/// What is known from earlier runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Again {
    /// By pair of places: the number of its race.
    numbers: FxHashMap<(u32, u32), u32>,
    /// Races of the present run.
    run: Vec<u32>,
}

impl Detector {
    /// Begins another run of the same program, with the machine at the start that it had when the detector was made.
    pub fn restart(&mut self, machine: &Machine) {
        self.step = 0;
        self.clocks.clear();
        self.threads.clear();
        self.shadow.clear();
        self.objects.clear();
        self.files = [Row::NONE; 3];
        self.channels.clear();
        self.channel_index.clear();
        self.stacks = self.settings.stacks.then(|| Box::new(Stacks::new()));
        self.edges.clear();
        self.releases.clear();
        self.conflicts.clear();
        self.seen.clear();
        self.again.run.clear();
        self.gave_up = false;
        self.alive = 0;
        self.initialising = true;
        for goroutine in machine.goroutines() {
            self.add_thread(goroutine.id);
            self.follow(machine, goroutine.id);
        }
    }

    /// The races of the present run, as indices of [`Detector::races`]; that list has those of all runs since the detector was made, each
    /// in the words of the run that had it first.
    pub fn of_run(&self) -> &[u32] {
        &self.again.run
    }

    /// Whether a pair of places is a race already known; notes that this run has it, too.
    pub(super) fn known_again(&mut self, pair: (u32, u32)) -> bool {
        let number = self.again.numbers.get(&pair).copied();
        self.again.run.extend(number);
        number.is_some()
    }

    /// The pair's race is about to be added to the list.
    pub(super) fn learn(&mut self, pair: (u32, u32)) {
        let number = self.races.len() as u32;
        self.again.numbers.insert(pair, number);
        self.again.run.push(number);
    }
}
