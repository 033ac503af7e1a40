//! Data races of the recorded run, what orders its goroutines, and what each of them knows: the race detector over a recording.
//!
//! Invariants: the same recording gives the same answers; nothing of it is kept, each call watches the recording anew, and of a long
//! one only its beginning ([`WATCHED_MAX`] transitions).

use serde::{Deserialize, Serialize};

use super::Session;
use crate::inspect::view::Sentence;
pub use crate::race::{
    Access, AccessOp, Advice, HeldLock, Location, LocationKind, Place, Race, StackFrame,
};
use crate::race::{Detector, Reporter, Settings, advise};

/// Transitions of a recording that are watched.
pub const WATCHED_MAX: u64 = 50_000;

/// A race of the recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceView {
    /// Both accesses and what they met at; their steps are transitions of the recording.
    pub race: Race,
    /// What `go run -race` would print; empty where Go would not repeat itself.
    pub report: String,
    /// The missing edge, and which lock would add it.
    pub advice: Sentence,
}

/// A happens-before edge between transitions of two goroutines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgeView {
    /// Transition that happens before …
    pub from: u64,
    /// … by this goroutine,
    pub from_goroutine: u32,
    /// the other transition …
    pub to: u64,
    /// … by this one.
    pub to_goroutine: u32,
}

/// A goroutine's vector clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    /// Who.
    pub goroutine: u32,
    /// For each goroutine, from 1, its last transition that happens before; 0 for none.
    pub known: Vec<u64>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceBoard {
    /// Races in the order found.
    pub races: Vec<RaceView>,
    /// Edges of the transitions asked for.
    pub edges: Vec<EdgeView>,
    /// Clocks at the cursor, of goroutines that have not ended.
    pub clocks: Vec<ClockView>,
    /// Transitions that were watched.
    pub watched: u64,
    /// Whether that is the whole recording.
    pub complete: bool,
}

impl Session {
    /// Races of the recorded run.
    pub fn races(&self) -> Vec<RaceView> {
        self.race_board(1, 0).races
    }

    /// Edges that begin or end among the transitions `from..=to` (1-based).
    pub fn edges(&self, from: u64, to: u64) -> Vec<EdgeView> {
        self.race_board(from, to).edges
    }

    /// Vector clocks at the cursor.
    pub fn clocks(&self) -> Vec<ClockView> {
        self.race_board(1, 0).clocks
    }

    /// Races, edges of the transitions `from..=to`, and clocks, in one pass over the recording.
    pub fn race_board(&self, from: u64, to: u64) -> RaceBoard {
        let mut machine = self.timeline.machine_at(0);
        let settings = Settings {
            stacks: true,
            edges: true,
            ..Settings::default()
        };
        let mut detector = Detector::with(&machine, settings);
        let mut board = RaceBoard::default();
        let cursor = self.timeline.cursor();
        for choice in self.timeline.choices().iter().take(WATCHED_MAX as usize) {
            if board.watched == cursor {
                board.clocks = clocks(&detector);
            }
            let Ok(event) = machine.step(choice.goroutine, choice.alt) else {
                break;
            };
            detector.observe(&machine, &event);
            board.watched += 1;
        }
        if board.watched == cursor {
            board.clocks = clocks(&detector);
        }
        board.complete = board.watched == self.timeline.len() && !detector.gave_up();
        board.races = races(&detector);
        board.edges = self.edge_views(&detector, (from, to));
        board
    }

    fn edge_views(&self, detector: &Detector, (from, to): (u64, u64)) -> Vec<EdgeView> {
        let events = self.timeline.events();
        let who = |step: u32| {
            let event = events.get((step as usize).wrapping_sub(1));
            event.map_or(0, |event| event.goroutine.0)
        };
        let inside = |step: u32| (from..=to).contains(&u64::from(step));
        let mut edges: Vec<EdgeView> = detector
            .edges()
            .iter()
            .filter(|edge| inside(edge.from) || inside(edge.to))
            .map(|edge| EdgeView {
                from: u64::from(edge.from),
                from_goroutine: who(edge.from),
                to: u64::from(edge.to),
                to_goroutine: who(edge.to),
            })
            .filter(|edge| edge.from_goroutine != edge.to_goroutine)
            .collect();
        edges.sort_by_key(|edge| (edge.to, edge.from));
        edges.dedup();
        edges
    }
}

fn clocks(detector: &Detector) -> Vec<ClockView> {
    let clocks = detector.goroutines().map(|g| ClockView {
        goroutine: g.0,
        known: detector
            .clock(g)
            .iter()
            .map(|step| u64::from(*step))
            .collect(),
    });
    clocks.filter(|clock| !clock.known.is_empty()).collect()
}

fn races(detector: &Detector) -> Vec<RaceView> {
    let mut reporter = Reporter::new();
    let views = detector.races().iter().map(|race| RaceView {
        race: race.clone(),
        report: reporter.report(race).unwrap_or_default(),
        advice: sentence(&advise(race), race),
    });
    views.collect()
}

/// Advice as a message of the page.
fn sentence(advice: &Advice, race: &Race) -> Sentence {
    let at = |index: usize| {
        let access = race.accesses.get(index);
        access.map_or(String::new(), |access| access.place.text())
    };
    let lock = |lock: &str| ("lock".to_string(), lock.to_string());
    let place = |missing: usize| ("place".to_string(), at(missing));
    let (id, args) = match advice {
        Advice::Hold {
            lock: name,
            missing,
        } => ("race-hold", vec![lock(name), place(*missing)]),
        Advice::Exclude {
            lock: name,
            missing,
        } => ("race-exclude", vec![lock(name), place(*missing)]),
        Advice::Share { locks: [a, b] } => (
            "race-share",
            vec![lock(a), ("other".to_string(), b.clone())],
        ),
        Advice::Atomic { missing } => ("race-atomic", vec![place(*missing)]),
        Advice::Edge => ("race-edge", Vec::new()),
    };
    Sentence {
        id: id.to_string(),
        args,
    }
}
