//! Data races among the executions explored: how many had each, and a witness.

use crate::machine::Machine;
use crate::race::{Detector, Race, Settings};
use crate::schedule::{Choice, Schedule};

/// A race, by its places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundRace {
    /// The race as the witness has it, with stacks and locks.
    pub race: Race,
    /// Executions that had it.
    pub executions: u64,
    /// Pre-emptions of the witness.
    pub preemptions: u32,
    /// The witness: the fewest pre-emptions, then the shortest, then the first as a list.
    pub schedule: Schedule,
}

impl FoundRace {
    fn rank(&self) -> (u32, usize, &[Choice]) {
        let choices = &self.schedule.choices;
        (self.preemptions, choices.len(), choices)
    }
}

/// Adds a race to a list sorted by key, or to its entry there.
pub(super) fn add(races: &mut Vec<FoundRace>, found: FoundRace) {
    let key = found.race.key();
    match races.binary_search_by(|known| known.race.key().cmp(&key)) {
        Err(place) => races.insert(place, found),
        Ok(place) => {
            if let Some(known) = races.get_mut(place) {
                let executions = known.executions + found.executions;
                if found.rank() < known.rank() {
                    *known = found;
                }
                known.executions = executions;
            }
        }
    }
}

/// Puts the witness of a race in the place of a known one's that has more pre-emptions.
pub(super) fn replace(races: &mut [FoundRace], better: &FoundRace) {
    let key = better.race.key();
    let known = races.iter_mut().find(|known| known.race.key() == key);
    if let Some(known) = known.filter(|known| better.preemptions < known.preemptions) {
        known.race = better.race.clone();
        known.preemptions = better.preemptions;
        known.schedule.clone_from(&better.schedule);
    }
}

/// What a detector counts over many executions.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    detector: Detector,
    counts: Vec<Count>,
}

/// How often one race was there since the last settling, and where best to see it.
#[derive(Clone, Debug, Default)]
struct Count {
    executions: u64,
    preemptions: u32,
    choices: Vec<Choice>,
}

impl Tally {
    /// For executions that begin at a machine's present state.
    pub fn new(start: &Machine) -> Tally {
        Tally {
            detector: Detector::new(start),
            counts: Vec::new(),
        }
    }

    /// The detector, to be shown every event of an execution after [`Detector::restart`].
    pub fn detector(&mut self) -> &mut Detector {
        &mut self.detector
    }

    /// Counts the races of the execution just observed.
    pub fn count(&mut self, preemptions: u32, choices: &[Choice]) {
        self.counts
            .resize_with(self.detector.races().len(), Count::default);
        for race in self.detector.of_run() {
            let Some(count) = self.counts.get_mut(*race as usize) else {
                continue;
            };
            count.executions += 1;
            let rank = (preemptions, choices.len(), choices);
            let best = (count.preemptions, count.choices.len(), &count.choices[..]);
            if count.executions == 1 || rank < best {
                count.preemptions = preemptions;
                count.choices.clear();
                count.choices.extend_from_slice(choices);
            }
        }
    }

    /// Hands the counts to a census's list; a witness is run again for what the quick detector leaves out.
    pub fn settle(&mut self, start: &Machine, races: &mut Vec<FoundRace>) {
        for (race, count) in self.detector.races().iter().zip(&mut self.counts) {
            let Count {
                executions,
                preemptions,
                choices,
            } = std::mem::take(count);
            if executions == 0 {
                continue;
            }
            let schedule = Schedule { choices };
            let found = FoundRace {
                race: in_full(start, race, &schedule),
                executions,
                preemptions,
                schedule,
            };
            add(races, found);
        }
    }
}

/// The race as a schedule has it, with stacks and locks; as it is where the schedule does not show it.
pub(super) fn in_full(start: &Machine, race: &Race, schedule: &Schedule) -> Race {
    let mut machine = start.clone();
    let settings = Settings {
        stacks: true,
        ..Settings::default()
    };
    let mut detector = Detector::with(&machine, settings);
    for choice in &schedule.choices {
        let Ok(event) = machine.step(choice.goroutine, choice.alt) else {
            break;
        };
        detector.observe(&machine, &event);
    }
    let key = race.key();
    let same = detector.races().iter().find(|other| other.key() == key);
    same.unwrap_or(race).clone()
}
