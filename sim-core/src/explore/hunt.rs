//! The rounds of the search for witnesses with few pre-emptions: see [`super::fewest`].

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

use super::census::{Ending, Found, OutcomeKind};
use super::leak;
use super::options::{Granularity, Options};
use super::races::{FoundRace, in_full};
use super::rules::Rules;
use super::world::World;
use crate::bytecode::SyncOp;
use crate::machine::{Event, Gid, Machine, Op, Outcome, Stand, Status};
use crate::race::{Detector, RaceKey};
use crate::schedule::{Choice, Schedule, mix};

/// Operations that concern nobody else which are made at once.
const PRIVATE_MAX: u32 = 64;

/// Words of memory that the states kept for later may have together.
const WORDS_MAX: usize = 16 << 20;

/// Where a way to a state came from: the number of the way before, and the choice.
type Step = (usize, Choice);

/// The number of the empty way.
const START: usize = usize::MAX;

/// What is looked for, of one sort.
#[derive(Clone, Debug)]
pub(super) enum Aim<K> {
    /// These, with fewer pre-emptions than known.
    Known(BTreeMap<K, u32>),
    /// All there is.
    Any,
}

/// What is looked for: endings or races.
#[derive(Clone, Debug)]
pub(super) struct Quarry {
    endings: Option<Aim<Ending>>,
    races: Option<Aim<RaceKey>>,
}

/// A state to go on from.
#[derive(Clone, Debug)]
struct Node {
    machine: Machine,
    /// Who went last, if leaving it would be a pre-emption while it can go on.
    last: Option<Gid>,
    way: usize,
    length: u64,
    /// Main has returned and left a goroutine behind that can never run again.
    leaks: bool,
    watch: Option<Box<Watch>>,
}

/// What the race detector knows in a state.
#[derive(Clone, Debug)]
struct Watch {
    detector: Detector,
    /// Of each transition, its number among those of its goroutine, and how many each goroutine has made.
    ordinals: Vec<u32>,
    counts: Vec<u32>,
    /// Races met before the last transition.
    met: usize,
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Hunt {
    start: Machine,
    rules: Rules,
    quarry: Quarry,
    endings: BTreeMap<Ending, Found>,
    races: BTreeMap<RaceKey, FoundRace>,
    visited: FxHashSet<u64>,
    ways: Vec<Step>,
    round: u32,
    /// Of this round, and of the next.
    nodes: Vec<Node>,
    later: Vec<Node>,
    words: usize,
    transitions: u64,
    over: bool,
    cut: bool,
}

impl<K: Ord> Aim<K> {
    /// Whether a witness that a later round could find is wanted.
    fn is_open(&self, round: u32) -> bool {
        match self {
            Aim::Known(known) => known.values().any(|least| *least > round),
            Aim::Any => true,
        }
    }

    fn wants(&self, key: &K, round: u32) -> bool {
        match self {
            Aim::Known(known) => known.get(key).is_some_and(|least| *least > round),
            Aim::Any => true,
        }
    }

    fn found(&mut self, key: &K) {
        if let Aim::Known(known) = self {
            known.remove(key);
        }
    }
}

impl Quarry {
    /// Endings.
    pub fn endings(aim: Aim<Ending>) -> Quarry {
        Quarry {
            endings: Some(aim),
            races: None,
        }
    }

    /// Races.
    pub fn races(aim: Aim<RaceKey>) -> Quarry {
        Quarry {
            endings: None,
            races: Some(aim),
        }
    }

    fn is_open(&self, round: u32) -> bool {
        self.endings.as_ref().is_some_and(|aim| aim.is_open(round))
            || self.races.as_ref().is_some_and(|aim| aim.is_open(round))
    }
}

impl Hunt {
    /// From a machine's present state.
    pub fn new(start: &Machine, options: &Options, quarry: Quarry) -> Hunt {
        let watch = quarry.races.as_ref().map(|_| {
            Box::new(Watch {
                detector: Detector::new(start),
                ordinals: Vec::new(),
                counts: Vec::new(),
                met: 0,
            })
        });
        let root = Node {
            machine: start.clone(),
            last: None,
            way: START,
            length: 0,
            leaks: false,
            watch,
        };
        Hunt {
            start: start.clone(),
            rules: Rules::new(start, options),
            over: !quarry.is_open(0),
            quarry,
            endings: BTreeMap::new(),
            races: BTreeMap::new(),
            visited: FxHashSet::default(),
            ways: Vec::new(),
            round: 0,
            nodes: vec![root],
            later: Vec::new(),
            words: 0,
            transitions: 0,
            cut: false,
        }
    }

    /// Goes on for about so many transitions; whether it is over.
    pub fn advance(&mut self, transitions: u64) -> bool {
        let goal = self.transitions.saturating_add(transitions);
        while !self.over && self.transitions < goal {
            match self.nodes.pop() {
                Some(node) => self.go_on(node, goal),
                None => self.next_round(),
            }
        }
        self.over
    }

    fn next_round(&mut self) {
        self.round += 1;
        self.words = 0;
        self.nodes = std::mem::take(&mut self.later);
        self.nodes.reverse();
        self.over = self.nodes.is_empty() || !self.quarry.is_open(self.round);
    }

    /// Whether it is over, and was not cut off.
    pub fn is_sure(&self) -> bool {
        self.over && !self.cut
    }

    /// All that needs at most so many pre-emptions has been found.
    pub fn within(&self) -> Option<u32> {
        match self.is_sure() && self.later.is_empty() {
            true => Some(self.round),
            false => self.round.checked_sub(1),
        }
    }

    /// The endings found.
    pub fn endings(&self) -> impl Iterator<Item = (&Ending, &Found)> {
        self.endings.iter()
    }

    /// The races found.
    pub fn races(&self) -> impl Iterator<Item = &FoundRace> {
        self.races.values()
    }

    /// Goes on from a state without a pre-emption as far as one goroutine leads, and leaves the other ways for later.
    fn go_on(&mut self, mut node: Node, goal: u64) {
        let mut enabled = Vec::new();
        loop {
            self.note_races(&mut node);
            if *node.machine.status() != Status::Running || node.length >= self.rules.steps_max {
                return self.arrived(&node);
            }
            if self.words > WORDS_MAX {
                (self.over, self.cut) = (true, true);
                return;
            }
            if self.transitions >= goal {
                return self.nodes.push(node);
            }
            if !self.visited.insert(key(&node)) {
                return;
            }
            node.machine.enabled(&mut enabled);
            let free = node.last.filter(|last| enabled.contains(last));
            let mut first = None;
            for &g in &enabled {
                let ahead = self.ahead(&node, g);
                let from = ahead.as_ref().unwrap_or(&node);
                for alt in 0..self.rules.alternatives(&from.machine, g) {
                    let next = self.after(from, g, alt);
                    match (free.is_none_or(|last| last == g), &first) {
                        (true, None) => first = next,
                        (true, Some(_)) => self.nodes.extend(next),
                        (false, _) => {
                            // What the detector knows of a cell takes three words.
                            let kept = if node.watch.is_some() { 4 } else { 1 };
                            self.words += kept * node.machine.heap().cells().len();
                            self.later.extend(next);
                        }
                    }
                }
            }
            match first {
                Some(next) => node = next,
                None => return,
            }
        }
    }

    /// Under a mask, the state after what a goroutine does first that concerns nobody else, if anything: its transition begins behind
    /// that, as in the explorer (`trail.rs`).
    fn ahead(&mut self, node: &Node, g: Gid) -> Option<Node> {
        if self.rules.granularity == Granularity::Access {
            return None;
        }
        let mut ahead: Option<Node> = None;
        for _ in 0..PRIVATE_MAX {
            let now = ahead.as_ref().unwrap_or(node);
            if *now.machine.status() != Status::Running || !self.rules.is_private(&now.machine, g) {
                break;
            }
            ahead = Some(self.step(now, g, 0)?);
        }
        ahead
    }

    /// The state after a goroutine's next transition: under a mask one of as many operations as belong to the call or statement.
    fn after(&mut self, node: &Node, g: Gid, alt: u64) -> Option<Node> {
        let place = self.rules.place(&node.machine, g);
        let mut next = self.step(node, g, alt)?;
        let Some(place) = place else {
            return Some(next);
        };
        while next.length < self.rules.steps_max
            && self.rules.is_inside(&next.machine, g, place)
            && next.machine.is_enabled(g)
            && self.rules.alternatives(&next.machine, g) == 1
        {
            next = self.step(&next, g, 0)?;
        }
        Some(self.ahead(&next, g).unwrap_or(next))
    }

    /// The state after a goroutine's next operation.
    fn step(&mut self, node: &Node, g: Gid, alt: u64) -> Option<Node> {
        self.transitions += 1;
        let alt = self.value(node, g, alt);
        let mut machine = node.machine.clone();
        let event = machine.step(g, alt).ok()?;
        let returned = *machine.status() == Status::Ended(Outcome::Exit(0));
        let watch = node.watch.as_ref().map(|watch| {
            let mut watch = watch.clone();
            watch.observe(&machine, &event);
            watch
        });
        self.ways.push((node.way, Choice { goroutine: g, alt }));
        Some(Node {
            last: stays(&machine, &event).then_some(g),
            way: self.ways.len() - 1,
            length: node.length + 1,
            leaks: returned && self.rules.leaks && leak::leaks(&node.machine),
            machine,
            watch,
        })
    }

    /// The machine's alternative for the explorer's.
    fn value(&self, node: &Node, g: Gid, alt: u64) -> u64 {
        let alternatives = node.machine.pending(g).map_or(1, |op| op.alternatives);
        if alternatives == 1 {
            return alt;
        }
        if self.rules.alternatives(&node.machine, g) > 1 {
            return self.rules.value(&node.machine, g, alt, 0).0;
        }
        // The draw's number, as the explorer has it: by the goroutine's name and its own past.
        let mut world = World::new(self.start.clone(), &self.rules);
        let schedule = self.schedule(node.way);
        for choice in &schedule.choices {
            if world.machine.step(choice.goroutine, choice.alt).is_err() {
                break;
            }
            world.names.extend(&world.machine);
        }
        let own = schedule
            .choices
            .iter()
            .filter(|choice| choice.goroutine == g);
        let draw = world.names.name(g) ^ mix(own.count() as u64);
        self.rules.value(&node.machine, g, alt, draw).0
    }

    /// Notes a way to an ending.
    fn arrived(&mut self, node: &Node) {
        let Some(aim) = &mut self.quarry.endings else {
            return;
        };
        if *node.machine.status() == Status::Running {
            return;
        }
        let mut ending = Ending::of(&node.machine);
        if node.leaks {
            ending.kind = OutcomeKind::Leak;
            ending.message = super::count::LEAK.to_string();
        }
        let is_new = ending.kind != OutcomeKind::Limit && !self.endings.contains_key(&ending);
        if !is_new || !aim.wants(&ending, self.round) {
            return;
        }
        aim.found(&ending);
        let found = Found {
            executions: 0,
            preemptions: self.round,
            schedule: self.schedule(node.way),
        };
        self.endings.insert(ending, found);
    }

    /// Notes the races that the last transition on a way has met.
    fn note_races(&mut self, node: &mut Node) {
        let (Some(watch), Some(aim)) = (&mut node.watch, &self.quarry.races) else {
            return;
        };
        let all = watch.detector.races();
        let new = all.get(watch.met..).unwrap_or(&[]).iter();
        let wanted = |key: &RaceKey| aim.wants(key, self.round) && !self.races.contains_key(key);
        let new: Vec<_> = new.filter(|race| wanted(&race.key())).cloned().collect();
        watch.met = all.len();
        if new.is_empty() {
            return;
        }
        let schedule = self.finish(node);
        for race in new {
            if let Some(aim) = &mut self.quarry.races {
                aim.found(&race.key());
            }
            let found = FoundRace {
                race: in_full(&self.start, &race, &schedule),
                executions: 1,
                preemptions: self.round,
                schedule: schedule.clone(),
            };
            self.races.insert(race.key(), found);
        }
    }

    /// The way to a state, and on from there to an end without another pre-emption.
    fn finish(&mut self, node: &Node) -> Schedule {
        let mut node = node.clone();
        node.watch = None;
        let mut enabled = Vec::new();
        while *node.machine.status() == Status::Running && node.length < self.rules.steps_max {
            node.machine.enabled(&mut enabled);
            let next = node.last.filter(|last| enabled.contains(last));
            let next = next.or(enabled.first().copied());
            match next.and_then(|g| self.after(&node, g, 0)) {
                Some(after) => node = after,
                None => break,
            }
        }
        self.schedule(node.way)
    }

    fn schedule(&self, way: usize) -> Schedule {
        let mut choices = Vec::new();
        let mut at = self.ways.get(way);
        while let Some((before, choice)) = at {
            choices.push(*choice);
            at = self.ways.get(*before);
        }
        choices.reverse();
        Schedule { choices }
    }
}

impl Watch {
    fn observe(&mut self, machine: &Machine, event: &Event) {
        self.detector.observe(machine, event);
        let index = event.goroutine.0 as usize;
        if self.counts.len() <= index {
            self.counts.resize(index + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(index) {
            *count += 1;
            self.ordinals.push(*count);
        }
    }
}

/// Whether to leave the goroutine that has just gone would be a pre-emption, if it can go on.
fn stays(machine: &Machine, event: &Event) -> bool {
    let op = SyncOp::Gosched;
    let gave_way = matches!(event.op, Op::Sync { op: done, .. } if done == op);
    let stand = machine
        .goroutine(event.goroutine)
        .map(|goroutine| goroutine.stand);
    let is_done = matches!(stand, None | Some(Stand::Exit | Stand::Dead));
    !gave_way && !is_done && !machine.is_about_to_wait(event.goroutine)
}

/// A state with whose turn it was, and with what the detector knows.
fn key(node: &Node) -> u64 {
    let mut hasher = FxHasher::default();
    node.machine.hash(&mut hasher);
    node.last.hash(&mut hasher);
    if let Some(watch) = &node.watch {
        watch.detector.hash_state(&watch.ordinals, &mut hasher);
    }
    hasher.finish()
}
