//! What a reader's own run amounts to: how many pre-emptions it has, how it ended, and which class of equivalent orders it is.

use serde::{Deserialize, Serialize};

use super::super::api::{FileText, OpenError, Options};
use super::super::{Session, run};
use super::view::OutcomeRow;
use crate::bytecode::SyncOp;
use crate::explore::Ending;
use crate::explore::identity;
pub use crate::explore::identity::Classes;
use crate::limits::Limits;
use crate::machine::{Event, Gid, Machine, Op, Stand, Status};
use crate::schedule::{Choice, Schedule};

/// Longest run that is looked at: the class costs the square of the length.
pub const WALK_MAX: usize = 2_000;

/// A run to its end, judged as the explorer would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// How it ended, as a census would list it; one execution, its own schedule as the witness.
    pub outcome: OutcomeRow,
    /// Number of its class: equal for equivalent orders, and only for those.
    pub classes: Classes,
    /// Goroutines that main has left behind and that can never run again; a census lists the run as a leak where those are asked for.
    pub left: Vec<u32>,
}

/// Judges a schedule: `None` when it does not reach the program's end, or is longer than [`WALK_MAX`].
pub fn walk(
    files: &[FileText],
    options: &Options,
    schedule: &str,
) -> Result<Option<Walk>, OpenError> {
    let limits = Limits::default();
    let program = run::compile_checked(files, options, &limits)?;
    let machine = run::start(&program, options, &limits)?;
    let schedule = Schedule::parse(schedule).map_err(|e| OpenError::ScheduleText {
        message: e.to_string(),
    })?;
    walk_from(machine, &schedule)
}

impl Session {
    /// What the recorded run amounts to, once it has come to its end.
    pub fn walk(&self) -> Option<Walk> {
        let start = self.timeline.machine_at(0);
        walk_from(start, &self.timeline.schedule()).ok().flatten()
    }

    /// The goroutines that the recorded run leaves behind for ever, whatever its length; none before it has come to its end.
    pub fn left_behind(&self) -> Vec<u32> {
        let start = self.timeline.machine_at(0);
        left_by(&start, &self.timeline.schedule())
    }

    /// Pre-emptions up to the cursor; of a run that is not too long.
    pub fn preemptions(&self) -> Option<u32> {
        let history = self.timeline.history();
        if history.len() > WALK_MAX {
            return None;
        }
        let mut machine = self.timeline.machine_at(0);
        let mut preemptions = Preemptions::default();
        for choice in history {
            preemptions.before(&machine, *choice);
            let event = machine.step(choice.goroutine, choice.alt).ok()?;
            preemptions.after(&event);
        }
        Some(preemptions.count)
    }
}

/// The same from a machine at the program's start.
pub fn walk_from(mut machine: Machine, schedule: &Schedule) -> Result<Option<Walk>, OpenError> {
    if schedule.choices.len() > WALK_MAX {
        return Ok(None);
    }
    let mut preemptions = Preemptions::default();
    let start = machine.clone();
    for (i, choice) in schedule.choices.iter().enumerate() {
        preemptions.before(&machine, *choice);
        let event = machine
            .step(choice.goroutine, choice.alt)
            .map_err(|e| run::fit_error(i, *choice, e))?;
        preemptions.after(&event);
    }
    if *machine.status() == Status::Running {
        return Ok(None);
    }
    let found = crate::explore::Found {
        executions: 1,
        preemptions: preemptions.count,
        schedule: schedule.clone(),
    };
    let classes = identity::classes_of(&start, schedule);
    Ok(classes.map(|classes| Walk {
        outcome: super::start::row(&Ending::of(&machine), &found),
        classes,
        left: left_by(&start, schedule),
    }))
}

fn left_by(start: &Machine, schedule: &Schedule) -> Vec<u32> {
    let left = crate::explore::left_by(start, &schedule.choices);
    left.into_iter().map(|g| g.0).collect()
}

/// Counts pre-emptions as the explorer does: another goroutine goes on although the last one could, and did not give way.
#[derive(Default)]
struct Preemptions {
    count: u32,
    last: Option<(Gid, bool)>,
}

impl Preemptions {
    fn before(&mut self, machine: &Machine, choice: Choice) {
        let Some((last, yielded)) = self.last.filter(|(last, _)| *last != choice.goroutine) else {
            return;
        };
        let stand = machine.goroutine(last).map(|goroutine| goroutine.stand);
        let leaves = yielded || matches!(stand, Some(Stand::Exit | Stand::Dead));
        let waits = machine.is_about_to_wait(last);
        self.count += u32::from(!leaves && !waits && machine.is_enabled(last));
    }

    fn after(&mut self, event: &Event) {
        let yields = matches!(
            event.op,
            Op::Sync {
                op: SyncOp::Gosched,
                ..
            }
        );
        self.last = Some((event.goroutine, yields));
    }
}
