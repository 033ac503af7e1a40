//! INTERFACE. A session: one program with one recorded run and a cursor in it. Command in, view out.
//!
//! The only module that wires checker, lowering, machine, schedule, timeline and inspect. The page talks to the core through
//! here alone; the command line adds [`run`] for runs that need no recording.
//!
//! Invariants:
//! - `program text + Go version + schedule string + step` gives the same [`View`] everywhere.
//! - A command never loses the text or the recorded run, except that choosing another goroutine or alternative in the middle of a
//!   recording cuts off what was recorded after the cursor.
//! - No call runs longer than its budget of transitions: long work is done by repeated [`Session::advance`].

pub mod api;
pub mod beside;
pub mod claims;
pub mod compile;
pub mod orders;
pub mod races;
pub mod run;

use std::sync::Arc;

use crate::bytecode::Program;
use crate::inspect::view::{FileView, LaneCell, OutcomeView, StageView, TraceLine, View};
use crate::inspect::{self, Moment};
use crate::limits::Limits;
use crate::machine::{Config, Event, Gid, Machine, Status};
use crate::schedule::{Choice, Schedule};
use crate::timeline::{Place, Timeline, group, hash};
use api::{Command, FileText, Granularity, OpenError, Options, Reply};

/// Most transitions one coarse step takes before it gives the page a breath.
const GROUP_MAX: u64 = 50_000;
/// Most lines one call of [`Session::trace`] narrates.
const TRACE_MAX: u64 = 500;

/// See the module.
pub struct Session {
    options: Options,
    limits: Limits,
    program: Arc<Program>,
    timeline: Timeline,
    to_end: bool,
}

impl Session {
    /// Compiles a program and stands at its start.
    pub fn open(files: &[FileText], options: &Options) -> Result<Session, OpenError> {
        Session::open_with(files, options, &Limits::default())
    }

    /// The same under other limits.
    pub fn open_with(
        files: &[FileText],
        options: &Options,
        limits: &Limits,
    ) -> Result<Session, OpenError> {
        let program = run::compile_checked(files, options, limits)?;
        let machine = run::start(&program, options, limits)?;
        let (options, limits) = (options.clone(), limits.clone());
        Ok(Session {
            options,
            limits,
            program,
            timeline: Timeline::new(machine),
            to_end: false,
        })
    }

    /// Opens a link: replays a schedule string and puts the cursor at `step`.
    pub fn open_at(
        files: &[FileText],
        options: &Options,
        schedule: &str,
        step: u64,
    ) -> Result<Session, OpenError> {
        let schedule = Schedule::parse(schedule).map_err(|e| OpenError::ScheduleText {
            message: e.to_string(),
        })?;
        let mut session = Session::open(files, options)?;
        for (i, choice) in schedule.choices.iter().enumerate() {
            session
                .timeline
                .step(*choice)
                .map_err(|e| run::fit_error(i, *choice, e))?;
        }
        session.timeline.seek(step);
        Ok(session)
    }

    /// Current options.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Names of the program's tests.
    pub fn tests(&self) -> Vec<String> {
        self.program
            .tests
            .iter()
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// The user's files, then the prelude's.
    pub fn files(&self) -> Vec<FileView> {
        compile::files(&self.program)
    }

    /// Carries out a command.
    pub fn command(&mut self, command: Command) -> Reply {
        let cursor = self.timeline.cursor();
        match command {
            Command::Step => self.forward(),
            Command::Back => self.back_to(cursor.saturating_sub(1)),
            Command::StepCoarse => self.group(self.options.granularity, None),
            Command::BackCoarse => self.back_group(self.options.granularity),
            Command::StatementForward => self.group(Granularity::Statement, None),
            Command::StatementBack => self.back_group(Granularity::Statement),
            Command::StepGoroutine {
                goroutine,
                alternative,
            } => self.group(
                self.options.granularity,
                Some(Choice {
                    goroutine: Gid(goroutine),
                    alt: alternative,
                }),
            ),
            Command::Seek { step } => {
                self.timeline.seek(step);
                Reply::Done
            }
            Command::Start => self.back_to(0),
            Command::End => self.begin_end(),
            Command::Stop => {
                self.to_end = false;
                Reply::Done
            }
            Command::SetPolicy { policy, seed } => {
                (self.options.policy, self.options.seed) = (policy, seed);
                Reply::Done
            }
            Command::SetGranularity { granularity } => {
                self.options.granularity = granularity;
                Reply::Done
            }
        }
    }

    /// Continues an unfinished [`Command::End`] for at most `budget` transitions.
    pub fn advance(&mut self, budget: u64) -> Reply {
        for _ in 0..budget {
            if !self.to_end {
                return Reply::Done;
            }
            if self.forward() != Reply::Done {
                self.to_end = false;
                return Reply::Done;
            }
        }
        Reply::Working {
            step: self.timeline.cursor(),
        }
    }

    /// Transitions before the cursor.
    pub fn step(&self) -> u64 {
        self.timeline.cursor()
    }

    /// Everything at the cursor.
    pub fn view(&self) -> View {
        let machine = self.timeline.machine();
        let last = self.last_event();
        let moment = Moment::new(machine, last.as_ref());
        View {
            step: self.timeline.cursor(),
            recorded: self.timeline.len(),
            outcome: self.outcome(),
            goroutines: moment.goroutines(),
            stage: moment.stage(),
            last: last.map(|e| moment.trace_line(self.timeline.cursor(), &e)),
            stdout: String::from_utf8_lossy(machine.stdout()).into_owned(),
            stderr: String::from_utf8_lossy(&machine.stderr()).into_owned(),
            now_ns: machine.now().max(0) as u64,
        }
    }

    /// Memory at the cursor with marks on what transition `step` (1-based) touches, wherever in the recording that is.
    pub fn stage_touched_by(&self, step: u64) -> Option<StageView> {
        let event = self.timeline.events().get(step.checked_sub(1)? as usize)?;
        Some(Moment::new(self.timeline.machine(), Some(event)).stage())
    }

    /// Memory at the cursor with marks on what a goroutine would touch next.
    pub fn stage_touched_next(&self, goroutine: u32) -> Option<StageView> {
        let machine = self.timeline.machine();
        let pending = machine.pending(Gid(goroutine))?;
        Some(Moment::before(machine, goroutine, &pending).stage())
    }

    /// Lane cells of transitions `from..=to` (1-based).
    pub fn lanes(&self, from: u64, to: u64) -> Vec<LaneCell> {
        let machine = self.timeline.machine();
        let events = self.timeline.events();
        let range = clamp(from, to, events.len());
        let first = range.start as u64 + 1;
        let cells = events.get(range).unwrap_or_default().iter();
        cells
            .zip(first..)
            .map(|(e, step)| inspect::lane_cell(machine, step, e))
            .collect()
    }

    /// Transitions `from..=to` (1-based) in words, at most 500 of them.
    pub fn trace(&self, from: u64, to: u64) -> Vec<TraceLine> {
        let to = to.min(from.saturating_add(TRACE_MAX - 1));
        let range = clamp(from, to, self.timeline.events().len());
        let mut machine = self.timeline.machine_at(range.start as u64);
        let choices = self.timeline.choices();
        let mut lines = Vec::new();
        for i in range {
            let Some(choice) = choices.get(i) else { break };
            let Ok(event) = machine.step(choice.goroutine, choice.alt) else {
                break;
            };
            lines.push(Moment::new(&machine, Some(&event)).trace_line(i as u64 + 1, &event));
        }
        lines
    }

    /// The whole recording as a schedule string.
    pub fn schedule(&self) -> String {
        self.timeline.schedule().print()
    }

    /// Hash of the events up to the cursor: equal for the same program, version and schedule, natively and in wasm.
    pub fn trace_hash(&self) -> u64 {
        let events = self.timeline.events();
        hash::trace_hash(
            events
                .get(..self.timeline.cursor() as usize)
                .unwrap_or(events),
        )
    }

    /// The machine at the cursor, for tests and measurements.
    pub fn machine(&self) -> &Machine {
        self.timeline.machine()
    }

    fn last_event(&self) -> Option<Event> {
        let i = self.timeline.cursor().checked_sub(1)?;
        self.timeline.events().get(i as usize).copied()
    }

    fn outcome(&self) -> Option<OutcomeView> {
        let at_limit = self.timeline.cursor() >= self.limits.steps;
        let limit = || OutcomeView {
            kind: "limit".into(),
            message: "steps".into(),
            exit_code: 75,
        };
        inspect::outcome(self.timeline.machine()).or_else(|| at_limit.then(limit))
    }

    /// One transition: of the recording if there is more of it, else by the policy.
    fn forward(&mut self) -> Reply {
        if self.timeline.replay_one() {
            return Reply::Done;
        }
        if let Some(outcome) = self.outcome() {
            return refused("reply-ended", &[("outcome", &outcome.kind)]);
        }
        match run::pick(
            self.timeline.machine(),
            &self.options,
            self.timeline.history(),
        ) {
            Some(choice) if self.timeline.step(choice).is_ok() => Reply::Done,
            _ => refused("reply-ended", &[("outcome", "")]),
        }
    }

    fn back_to(&mut self, step: u64) -> Reply {
        if self.timeline.cursor() == 0 {
            return refused("reply-at-start", &[]);
        }
        self.timeline.seek(step);
        Reply::Done
    }

    fn begin_end(&mut self) -> Reply {
        self.to_end = true;
        if self.outcome().is_some() {
            self.to_end = false;
            return refused("reply-ended", &[]);
        }
        Reply::Working {
            step: self.timeline.cursor(),
        }
    }

    /// One step of the given size, by `first` or by whoever is next; goes on with the same goroutine while it is inside the group, can go
    /// on, and the recording (as far as there is one and it is not cut off here) does the same.
    fn group(&mut self, size: Granularity, first: Option<Choice>) -> Reply {
        let next = first.or_else(|| self.timeline.next_choice());
        let next = next.or_else(|| {
            run::pick(
                self.timeline.machine(),
                &self.options,
                self.timeline.history(),
            )
        });
        let (Some(choice), None) = (next, self.outcome()) else {
            return refused("reply-ended", &[]);
        };
        let g = choice.goroutine;
        let start = Place::of(self.timeline.machine(), g);
        if self.timeline.step(choice).is_err() {
            return refused("reply-not-enabled", &[("goroutine", &g.0.to_string())]);
        }
        let inside = |now: &Place| match size {
            Granularity::Access => false,
            Granularity::Call => now.prelude,
            Granularity::Statement => !start.left_statement(now),
        };
        for _ in 0..GROUP_MAX {
            let machine = self.timeline.machine();
            let ended = *machine.status() != Status::Running;
            if ended
                || self.outcome().is_some()
                || !machine.is_enabled(g)
                || !inside(&Place::of(machine, g))
            {
                break;
            }
            let same = match self.timeline.next_choice() {
                Some(recorded) if recorded.goroutine != g => break,
                Some(recorded) => recorded,
                None => run::choice_for(machine, &self.options, self.timeline.history(), g),
            };
            if self.timeline.step(same).is_err() {
                break;
            }
        }
        Reply::Done
    }

    fn back_group(&mut self, size: Granularity) -> Reply {
        let (places, cursor) = (self.timeline.places(), self.timeline.cursor() as usize);
        let start = match size {
            Granularity::Access => cursor.saturating_sub(1),
            Granularity::Call => group::call_start(places, cursor),
            Granularity::Statement => group::statement_start(places, cursor),
        };
        self.back_to(start as u64)
    }
}

/// 1-based inclusive numbers as a range of indices.
fn clamp(from: u64, to: u64, len: usize) -> std::ops::Range<usize> {
    let start = (from.max(1) - 1).min(len as u64) as usize;
    let end = to.min(len as u64) as usize;
    start..end.max(start)
}

fn refused(id: &str, args: &[(&str, &str)]) -> Reply {
    let args = args
        .iter()
        .map(|(n, v)| (n.to_string(), v.to_string()))
        .collect();
    Reply::Refused {
        id: id.to_string(),
        args,
    }
}

impl Options {
    /// The machine's configuration for these options.
    pub fn config(&self, limits: &Limits) -> Config {
        Config {
            limits: limits.clone(),
            ..Config::default()
        }
    }
}
