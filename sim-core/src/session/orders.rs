//! Orders: a program explored instead of run. The explorer's facade for the page and its worker, in plain data.
//!
//! Invariants:
//! - No call runs longer than its budget of executions, each of which is bounded by [`OrdersOptions::steps_max`].
//! - Every witness replays: [`super::Session::open_at`] with the same files and options accepts its schedule.
//! - The same files, options and budgets give the same views, natively and in wasm.

pub mod compare;
pub mod tree;
pub mod view;
pub mod walk;

use super::api::{FileText, Granularity, OpenError, Options};
use super::run;
use crate::explore::{self, Ending, Explorer, Found, FoundRace, OutcomeKind};
use crate::limits::Limits;
use crate::machine::Machine;
use crate::race::Access;
use crate::schedule::Schedule;
pub use view::{Bound, OrdersOptions, OrdersView, OutcomeRow, RaceRow, Search};

/// An exploration under way.
pub struct Orders {
    start: Machine,
    prefix: Schedule,
    explorer: Explorer,
    options: OrdersOptions,
}

impl Orders {
    /// Compiles a program and stands before its first order.
    pub fn open(
        files: &[FileText],
        options: &Options,
        orders: &OrdersOptions,
    ) -> Result<Orders, OpenError> {
        Orders::open_after(files, options, orders, &Schedule::default())
    }

    /// The same after some choices: only orders that begin with them are tried, and witnesses begin with them too, but their
    /// pre-emptions are counted from there.
    pub fn open_after(
        files: &[FileText],
        options: &Options,
        orders: &OrdersOptions,
        prefix: &Schedule,
    ) -> Result<Orders, OpenError> {
        let limits = Limits::default();
        let program = run::compile_checked(files, options, &limits)?;
        let start = run::start(&program, options, &limits)?;
        let mut machine = start.clone();
        for (i, choice) in prefix.choices.iter().enumerate() {
            machine
                .step(choice.goroutine, choice.alt)
                .map_err(|e| run::fit_error(i, *choice, e))?;
        }
        Ok(Orders {
            start,
            prefix: prefix.clone(),
            explorer: Explorer::new(machine, explorer_options(orders)),
            options: orders.clone(),
        })
    }

    /// Tries at most so many more orders; whether nothing is left to do.
    pub fn advance(&mut self, executions: u64) -> bool {
        let tried = self.tried();
        let left = self.options.executions_max.saturating_sub(tried);
        self.explorer.advance(executions.min(left)) || self.tried() >= self.options.executions_max
    }

    /// What is known so far.
    pub fn view(&self) -> OrdersView {
        let census = self.explorer.census();
        let complete = self.explorer.is_complete();
        // What goes wrong comes first, so that it is never what is left out.
        let mut all: Vec<(&Ending, &Found)> = census.outcomes.iter().collect();
        all.sort_by_key(|(ending, _)| ending.kind == OutcomeKind::Ok);
        let more = all.len().saturating_sub(view::OUTCOMES_MAX);
        let listed = all.into_iter().take(view::OUTCOMES_MAX);
        let outcomes = listed
            .map(|(ending, found)| self.row(ending, found))
            .collect();
        OrdersView {
            executions: census.executions,
            redundant: census.redundant,
            steps: census.steps,
            traces: (self.options.search != Search::Exhaustive).then_some(census.traces),
            complete,
            bounds: self.bounds(complete),
            outcomes,
            more_outcomes: more as u64,
            races: census
                .races
                .iter()
                .take(view::OUTCOMES_MAX)
                .map(|race| self.race(race))
                .collect(),
        }
    }

    /// An outcome; its witness begins with the choices that were made before.
    fn row(&self, ending: &Ending, found: &Found) -> OutcomeRow {
        if self.prefix.choices.is_empty() {
            return row(ending, found);
        }
        let mut whole = self.prefix.clone();
        whole.choices.extend_from_slice(&found.schedule.choices);
        OutcomeRow {
            schedule: whole.print(),
            ..row(ending, found)
        }
    }

    fn race(&self, found: &FoundRace) -> RaceRow {
        let [first, second] = &found.race.accesses;
        let access = |access: &Access| (access.op.name().to_string(), access.place.text());
        let mut whole = self.prefix.clone();
        whole.choices.extend_from_slice(&found.schedule.choices);
        RaceRow {
            name: found.race.location.name.clone(),
            accesses: [access(first), access(second)],
            executions: found.executions,
            preemptions: found.preemptions,
            schedule: whole.print(),
            step: second.step + self.prefix.choices.len() as u64,
        }
    }

    /// Replays the witnesses of a view and marks those that end as their row says.
    pub fn verify(&self, view: &mut OrdersView) {
        for row in &mut view.outcomes {
            let ending = Schedule::parse(&row.schedule)
                .ok()
                .and_then(|schedule| replayed(self.start.clone(), &schedule));
            row.verified = ending.is_some_and(|ending| {
                // Goroutines left over are no ending of the machine's own.
                let same = ending.kind.name() == row.kind || row.kind == "leak";
                same && (row.kind == "leak" || ending.message == row.message)
                    && ending.stdout.starts_with(&row.stdout)
            });
        }
    }

    fn tried(&self) -> u64 {
        let census = self.explorer.census();
        census.executions + census.redundant
    }

    fn bounds(&self, complete: bool) -> Vec<Bound> {
        let known = &self.explorer.census().bounds;
        let mut bounds = Vec::new();
        match self.options.search {
            Search::Exhaustive if complete => {}
            Search::Exhaustive => bounds.push(Bound::Unfinished),
            _ => bounds.push(Bound::Sampled),
        }
        bounds.extend(known.preemptions.map(Bound::Preemptions));
        match known.granularity {
            explore::Granularity::Access => {}
            explore::Granularity::Call => bounds.push(Bound::Calls),
            explore::Granularity::Statement => bounds.push(Bound::Statements),
        }
        if known.cut > 0 {
            bounds.push(Bound::Limit);
        }
        if known.fixed_choices {
            bounds.push(Bound::FixedChoices);
        }
        bounds
    }
}

fn explorer_options(orders: &OrdersOptions) -> explore::Options {
    explore::Options {
        policy: match orders.search {
            Search::Exhaustive => explore::Policy::Exhaustive,
            Search::Random => explore::Policy::Random,
            Search::Pct { depth } => explore::Policy::Pct { depth },
            Search::Pos => explore::Policy::Pos,
        },
        granularity: match orders.granularity {
            Granularity::Access => explore::Granularity::Access,
            Granularity::Call => explore::Granularity::Call,
            Granularity::Statement => explore::Granularity::Statement,
        },
        leaks: orders.leaks,
        races: orders.races,
        preemptions: orders.preemptions,
        steps_max: orders.steps_max,
        seed: orders.seed,
        ..explore::Options::default()
    }
}

/// How a schedule ends.
fn replayed(mut machine: Machine, schedule: &Schedule) -> Option<Ending> {
    for choice in &schedule.choices {
        machine.step(choice.goroutine, choice.alt).ok()?;
    }
    Some(Ending::of(&machine))
}

fn row(ending: &Ending, found: &Found) -> OutcomeRow {
    let mut stdout = ending.stdout.clone();
    if stdout.len() > view::STDOUT_MAX {
        let end = (0..=view::STDOUT_MAX)
            .rev()
            .find(|at| stdout.is_char_boundary(*at));
        stdout.truncate(end.unwrap_or(0));
    }
    OutcomeRow {
        kind: ending.kind.name().to_string(),
        message: ending.message.clone(),
        stdout,
        executions: found.executions,
        preemptions: found.preemptions,
        schedule: found.schedule.print(),
        verified: false,
    }
}
