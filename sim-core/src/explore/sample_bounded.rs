//! Drawing orders within bounds: under a mask on scheduling points, or with a bound on pre-emptions.
//!
//! Such an execution is drawn over the same trail that the search of all orders goes along, so that its points, its pre-emptions, its
//! loops that only wait and its choices are that search's own, and every order drawn is one of those that it would try. A goroutine is
//! drawn only at the mask's points, and never one that would pre-empt once more than the bound allows. That is slower than the plain way
//! (`sample_run.rs`), which so has no question to ask at each of its steps.

use super::options::{Granularity, Options};
use super::rules::Rules;
use super::sample_policy::Picker;
use super::sample_tally::Mark;
use super::trail::Trail;
use super::witness;
use crate::machine::{Gid, Machine};
use crate::schedule::Schedule;

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Bounded {
    /// Before the first transition.
    start: Trail,
    preemptions: Option<u32>,
    enabled: Vec<Gid>,
}

/// An execution that was drawn.
#[derive(Debug)]
pub(super) struct Drawn {
    /// Its choices.
    pub schedule: Schedule,
    /// Its pre-emptions.
    pub preemptions: u32,
    /// How often somebody was drawn.
    pub draws: u64,
    /// A choice of the program had other values that are not explored.
    pub fixed: bool,
    /// What its end is.
    pub mark: Mark,
}

impl Bounded {
    /// Where options bound what is drawn.
    pub fn of(origin: &Machine, options: &Options, rules: &Rules) -> Option<Box<Bounded>> {
        let bounds = options.preemptions.is_some() || options.granularity != Granularity::Access;
        bounds.then(|| {
            Box::new(Bounded {
                start: Trail::new(origin.clone(), rules.clone()),
                preemptions: options.preemptions,
                enabled: Vec::new(),
            })
        })
    }

    /// Draws an execution; the picker has begun it.
    pub fn draw(&mut self, picker: &mut Picker) -> Drawn {
        let mut trail = self.start.clone();
        let mut draws = 0;
        while !trail.ended() && (trail.choices.len() as u64) < trail.rules.steps_max {
            self.look(&trail);
            if self.enabled.is_empty() {
                break;
            }
            let g = picker.pick(draws, &self.enabled);
            draws += 1;
            let alt = match trail.rules.alternatives(&trail.world.machine, g) {
                1 => 0,
                alternatives => picker.alternative(alternatives),
            };
            if !trail.execute(g, alt) {
                break;
            }
            rank(picker, &trail, g);
        }
        trail.finish();
        Drawn {
            schedule: witness::schedule(&trail),
            preemptions: trail.preemptions(),
            draws,
            fixed: trail.fixed_choices,
            mark: match (trail.leaks(), trail.only_waits()) {
                (true, _) => Mark::Leaks,
                (_, true) => Mark::Waits,
                _ => Mark::Plain,
            },
        }
    }

    /// Finds out who can be drawn.
    fn look(&mut self, trail: &Trail) {
        trail.enabled(&mut self.enabled);
        let spent = self.preemptions.is_some_and(|n| trail.preemptions() >= n);
        if spent {
            self.enabled.retain(|g| !trail.preempts(*g));
        }
    }
}

/// Tells the picker what the newest transition means for who goes next.
fn rank(picker: &mut Picker, trail: &Trail, g: Gid) {
    let Some(made) = trail.events.last() else {
        return;
    };
    if picker.ranks_transitions() {
        picker.redraw(g);
        let others = 1..=trail.world.machine.goroutines().len() as u32;
        for other in others.map(Gid).filter(|other| *other != g) {
            let look = trail.world.look(other, &trail.rules);
            if look.is_some_and(|look| look.footprint.depends_on(&made.footprint)) {
                picker.redraw(other);
            }
        }
    }
    if made.voluntary {
        picker.give_way(g);
    }
}
