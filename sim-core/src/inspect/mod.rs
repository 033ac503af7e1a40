//! From a machine to what a reader sees: plain-data views of goroutines, memory, maps, slices, channels and locks.
//!
//! Reads `&Machine` and nothing else. [`Moment`] is the entry: it walks memory once and answers for one state.

pub mod append_work;
pub mod goroutines;
pub mod graph;
pub mod maps;
pub mod narrate;
pub mod narrate_swiss;
pub mod reader;
pub mod record;
pub mod roots;
pub mod sentences;
pub mod stage;
pub mod swiss;
pub mod swiss_view;
pub mod swiss_work;
pub mod sync;
pub mod sync_map;
pub mod sync_view;
pub mod touched;
pub mod view;

use crate::machine::{Event, Machine, Outcome, Pending, Status};
use append_work::AppendWork;
use graph::Graph;
use reader::Reader;
use roots::Root;
use swiss_work::Work;
use touched::Touched;
use view::{GoroutineView, LaneCell, OutcomeView, StageView, TraceLine};

/// One state of a machine, walked once.
pub struct Moment<'m> {
    reader: Reader<'m>,
    roots: Vec<Root<'m>>,
    graph: Graph,
    work: Work,
    appends: AppendWork<'m>,
}

impl<'m> Moment<'m> {
    /// Looks at `machine` right after `last`.
    pub fn new(machine: &'m Machine, last: Option<&Event>) -> Moment<'m> {
        Moment::with_marks(machine, last.map_or_else(Touched::nothing, Touched::by))
    }

    /// Looks at `machine` with marks on what a goroutine's next transition would touch.
    pub fn before(machine: &'m Machine, goroutine: u32, pending: &Pending) -> Moment<'m> {
        Moment::with_marks(machine, Touched::next(goroutine, pending))
    }

    fn with_marks(machine: &'m Machine, touched: Touched) -> Moment<'m> {
        let reader = Reader::new(machine, touched);
        let roots = roots::roots(&reader);
        let work = swiss_work::work(&reader);
        let appends = append_work::work(&reader);
        let graph = graph::walk(&reader, &roots, &work, &appends);
        Moment {
            reader,
            roots,
            graph,
            work,
            appends,
        }
    }

    /// Memory.
    pub fn stage(&self) -> StageView {
        let roots = self.roots.iter().chain(&self.appends.headers);
        stage::stage(&self.reader, roots, &self.graph, &self.work)
    }

    /// Goroutines, ascending.
    pub fn goroutines(&self) -> Vec<GoroutineView> {
        goroutines::goroutines(&self.reader, &self.graph)
    }

    /// Transition number `step`, which led to this moment, in words.
    pub fn trace_line(&self, step: u64, event: &Event) -> TraceLine {
        TraceLine {
            cell: lane_cell(self.reader.machine, step, event),
            at: goroutines::location(self.reader.program, event.at),
            sentence: narrate::event(&self.reader, &self.graph, &self.work, event),
        }
    }
}

/// A transition as a cell of the lanes.
pub fn lane_cell(machine: &Machine, step: u64, event: &Event) -> LaneCell {
    let prelude = machine
        .program()
        .functions
        .get(event.at.func as usize)
        .is_some_and(|f| f.prelude && !f.wrapper);
    LaneCell {
        step,
        goroutine: event.goroutine.0,
        kind: narrate::event_kind(&event.op),
        prelude,
    }
}

/// How the program ended, if it has.
pub fn outcome(machine: &Machine) -> Option<OutcomeView> {
    let Status::Ended(outcome) = machine.status() else {
        return None;
    };
    Some(outcome_view(outcome))
}

fn outcome_view(outcome: &Outcome) -> OutcomeView {
    let (kind, message) = match outcome {
        Outcome::Exit(0) => ("ok", String::new()),
        Outcome::Exit(code) => ("exit", format!("exit status {code}")),
        Outcome::Panic { message, .. } => ("panic", format!("panic: {message}")),
        Outcome::Fatal { message, .. } => ("fatal", format!("fatal error: {message}")),
        Outcome::Deadlock { message } => ("deadlock", format!("fatal error: {message}")),
        Outcome::Limit(kind) => ("limit", kind.name().to_string()),
    };
    OutcomeView {
        kind: kind.to_string(),
        message,
        exit_code: outcome.exit_code() as i32,
    }
}
