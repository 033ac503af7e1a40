//! The execution that is being explored: its transitions so far, their order, and the machine at their end.
//!
//! Terms. A *transition* here is an operation that others can notice, together with what runs on behind it: operations that concern
//! nobody else, and under a coarser granularity the rest of the call or statement. Its *clock* holds what happens before it. A *tie*
//! orders a goroutine's next transition after another one although the two commute: a receive goes on after the send it met.
//!
//! How it goes back is in `trail/back.rs`, what a transition is in `trail/event.rs`.
//!
//! Invariants: `world` is the state after `events`, unless `stale`; `choices` leads to it from the start.

mod back;
mod event;

pub(super) use event::{DeedAt, Event, NONE};

use super::awaits::{self, Watch};
use super::clock::{Clocks, join};
use super::dependence::Footprint;
use super::names::index;
use super::rules::Rules;
use super::world::{Done, Guard, Look, World};
use crate::machine::{Gid, Machine, Status};
use crate::schedule::{Choice, Schedule, mix};

/// Transitions that there is room for from the beginning: to make room step by step is most of what a tiny program would cost.
const ROOM: usize = 16;

/// Operations that concern nobody else which one goroutine executes in a row before the explorer looks again.
const PRIVATE_MAX: u32 = 64;

#[derive(Clone, Copy, Debug)]
struct Tie {
    position: u32,
    g: Gid,
    source: u32,
}

/// An execution.
#[derive(Clone, Debug)]
pub(super) struct Trail {
    pub rules: Rules,
    pub world: World,
    /// The machine is not where the events end.
    stale: bool,
    pub events: Vec<Event>,
    pub clocks: Clocks,
    pub choices: Vec<Choice>,
    pub deeds: Vec<DeedAt>,
    ties: Vec<Tie>,
    /// By goroutine: position of its last transition, or of the one that started it.
    last: Vec<u32>,
    snapshots: Vec<Option<Box<World>>>,
    /// Machine steps executed in all.
    pub steps: u64,
    /// A WaitGroup is used in a way that breaks the rules by which its operations commute.
    pub misused: bool,
    /// Some choice of the program had other values that were not explored.
    pub fixed_choices: bool,
    /// What happens before the newest event because of its own goroutine's past.
    pub base: Vec<u32>,
    /// For the clock of the newest event while it is computed.
    pub newest: Vec<u32>,
    /// Choices that say which values are drawn, by goroutine, where a run is made again.
    script: Vec<Choice>,
}

impl Trail {
    /// From a machine's present state.
    pub fn new(machine: Machine, rules: Rules) -> Trail {
        Trail::scripted(machine, rules, &Schedule::default())
    }

    /// The same, to make a run again: values are those that its schedule has.
    pub fn scripted(machine: Machine, rules: Rules, schedule: &Schedule) -> Trail {
        let goroutines = machine.goroutines().len();
        let mut trail = Trail {
            last: vec![NONE; goroutines],
            world: World::new(machine, &rules),
            rules,
            stale: false,
            events: Vec::with_capacity(ROOM),
            clocks: Clocks::with_room(ROOM),
            choices: Vec::with_capacity(2 * ROOM),
            deeds: Vec::with_capacity(ROOM),
            ties: Vec::new(),
            snapshots: Vec::with_capacity(ROOM),
            steps: 0,
            misused: false,
            fixed_choices: false,
            base: Vec::new(),
            newest: Vec::new(),
            script: schedule.choices.clone(),
        };
        trail.clocks.widen(goroutines);
        for number in 1..=goroutines as u32 {
            trail.run_private(Gid(number));
        }
        trail.snapshots.push(Some(Box::new(trail.world.clone())));
        trail
    }

    /// Number of transitions.
    #[inline]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether the program is over.
    pub fn ended(&self) -> bool {
        *self.world.machine.status() != Status::Running
    }

    /// Whether nothing is left to go but goroutines that go round in loops.
    pub fn only_waits(&self) -> bool {
        let mut enabled = Vec::new();
        self.enabled(&mut enabled);
        !self.ended() && enabled.is_empty()
    }

    /// Whether main has returned while another goroutine can never run again, where that is asked.
    pub fn leaks(&self) -> bool {
        if !self.rules.leaks || !super::leak::may_leak(&self.world.machine) {
            return false;
        }
        let last = self.events.len().saturating_sub(1);
        let mut world = self.world_at(last);
        // Of a transition of several operations only the last one ends the program.
        let made = self.choices.get(self.choices_at(last)..).unwrap_or(&[]);
        world.go_along(made.split_last().map_or(&[], |(_, before)| before));
        super::leak::leaks(&world.machine)
    }

    /// Position of a goroutine's last transition, or of the one that started it.
    #[inline]
    pub fn last(&self, g: Gid) -> Option<usize> {
        match self.last.get(index(g)) {
            None | Some(&NONE) => None,
            Some(at) => Some(*at as usize),
        }
    }

    /// What happens before a goroutine's next transition because of its own past.
    pub fn past(&self, g: Gid, clock: &mut Vec<u32>) {
        clock.clear();
        let mut from = 0;
        if let Some(last) = self.last(g) {
            clock.extend_from_slice(self.clocks.get(last));
            from = last;
        }
        clock.resize(self.clocks.width(), 0);
        for tie in self.ties.iter().rev() {
            if (tie.position as usize) < from {
                break;
            }
            if tie.g == g {
                join(clock, self.clocks.get(tie.source as usize));
            }
        }
    }

    /// The goroutines that can go now and do not merely go round in a loop, nor are about to wait for a value or a counter; if there are
    /// none, those that sleep and wake first: then time moves.
    pub fn enabled(&self, out: &mut Vec<Gid>) {
        self.world.machine.enabled(out);
        out.retain(|g| !self.is_awaiting(*g) && !self.world.will_wait(*g));
        if out.is_empty() {
            self.world.machine.sleepers(out);
        }
    }

    /// At the end of an execution: those that are about to wait do so, for the machine to notice that nothing goes on.
    pub fn finish(&mut self) {
        for number in 1..=self.world.machine.goroutines().len() as u32 {
            let goroutine = Gid(number);
            if self.world.will_wait(goroutine)
                && !self.ended()
                && self.world.machine.step(goroutine, 0).is_ok()
            {
                self.choices.push(Choice { goroutine, alt: 0 });
            }
        }
    }

    /// Whether a goroutine only goes round in a loop until another one changes what it reads.
    pub fn is_awaiting(&self, g: Gid) -> bool {
        self.last(g)
            .and_then(|at| self.events.get(at))
            .filter(|event| event.g == g)
            .and_then(|event| event.awaits.as_ref())
            .is_some_and(|awaits| awaits.holds(&self.world.machine))
    }

    /// Whether continuing with `g` would pre-empt the goroutine that went last.
    pub fn preempts(&self, g: Gid) -> bool {
        self.events.last().is_some_and(|event| {
            event.g != g
                && !event.voluntary
                && self.world.machine.is_enabled(event.g)
                && !self.world.machine.is_about_to_wait(event.g)
                && !self.is_awaiting(event.g)
        })
    }

    /// Pre-emptions so far.
    pub fn preemptions(&self) -> u32 {
        self.events.last().map_or(0, |event| event.preemptions)
    }

    /// Executes a goroutine's next transition; whether it could. Its clock is left to [`Trail::order`].
    pub fn execute(&mut self, g: Gid, alt: u64) -> bool {
        debug_assert!(!self.stale);
        let mut base = std::mem::take(&mut self.base);
        self.past(g, &mut base);
        self.base = base;
        let Some(mut look) = self.world.look(g, &self.rules) else {
            return false;
        };
        let released = self
            .last(g)
            .and_then(|at| self.events.get(at)?.awaits.clone());
        let mut event = self.begin(g, alt);
        // Before time moves, who is about to wait for a WaitGroup does so: no other order of the two is possible, and races show it.
        if !self.world.machine.is_enabled(g) {
            self.choices.extend(self.world.register_all());
        }
        let place = self.rules.place(&self.world.machine, g);
        let foreseen = look.footprint.global;
        let Some(done) = self.operation(g, alt, &mut look) else {
            return false;
        };
        event.fixed = look.footprint.global && look.guard == Guard::Other;
        (event.guard, event.fickle) = (look.guard, look.fickle);
        event.sudden = look.footprint.global && !foreseen;
        event.watch = Watch::of(self, &look, &done.event);
        event.footprint = std::mem::take(&mut look.footprint);
        if let Some(place) = place {
            self.continue_masked(&mut event, place);
        }
        event.voluntary = self.run_private(g);
        self.run_others(&event, &done);
        if let Some(awaits) = released {
            awaits.touch(&self.world, &mut event.footprint);
            event.guard = Guard::Other;
            event.released = Some(awaits);
        }
        if event.watch.is_some() {
            awaits::settle(self, &mut event);
        }
        super::shares::refine(self, &mut event);
        self.events.push(event);
        self.take_snapshot();
        true
    }

    /// An event about to happen.
    fn begin(&mut self, g: Gid, alt: u64) -> Event {
        Event {
            g,
            name: self.world.names.name(g),
            alt,
            footprint: Footprint::default(),
            guard: Guard::None,
            fickle: false,
            long: false,
            fixed: false,
            sudden: false,
            choices: self.choices.len() as u32,
            deeds: self.deeds.len() as u32,
            ties: self.ties.len() as u32,
            previous: self.last.get(index(g)).copied().unwrap_or(NONE),
            goroutines: self.last.len() as u32,
            preemptions: self.preemptions() + u32::from(self.preempts(g)),
            voluntary: false,
            watch: None,
            released: None,
            awaits: None,
        }
    }

    /// One operation of the transition that is to be the next.
    fn operation(&mut self, g: Gid, alt: u64, look: &mut Look) -> Option<Done> {
        let value = self.value(g, alt);
        let position = self.events.len() as u32;
        let done = self.world.step(g, value, look).ok()?;
        self.steps += 1;
        self.choices.push(Choice {
            goroutine: g,
            alt: value,
        });
        for (to, source) in &done.ties {
            if let Some(source) = self.find(*source, position) {
                self.ties.push(Tie {
                    position,
                    g: *to,
                    source,
                });
            }
        }
        if let Some(deed) = done.deed {
            self.deeds.push(DeedAt { position, g, deed });
        }
        self.last
            .resize(self.world.machine.goroutines().len(), position);
        self.clocks.widen(self.last.len());
        if let Some(last) = self.last.get_mut(index(g)) {
            *last = position;
        }
        Some(done)
    }

    /// How many choices a goroutine has made.
    pub fn own(&self, g: Gid) -> usize {
        let own = self.choices.iter().filter(|choice| choice.goroutine == g);
        own.count()
    }

    /// The machine's alternative for the explorer's.
    fn value(&mut self, g: Gid, alt: u64) -> u64 {
        let machine = &self.world.machine;
        if !machine.may_branch(g)
            || machine
                .pending(g)
                .is_none_or(|pending| pending.alternatives == 1)
        {
            return alt;
        }
        let own = self.own(g);
        let mut script = self.script.iter().filter(|choice| choice.goroutine == g);
        if let Some(choice) = script.nth(own) {
            return choice.alt;
        }
        // A function of the goroutine and its own past, so that equivalent executions draw the same numbers.
        let draw = self.world.names.name(g) ^ mix(own as u64);
        let (value, others) = self.rules.value(machine, g, alt, draw);
        self.fixed_choices |= others;
        value
    }

    /// Under a coarser granularity: the rest of the call or statement, as far as it neither blocks nor branches.
    fn continue_masked(&mut self, event: &mut Event, start: super::rules::Place) {
        let g = event.g;
        for _ in 0..self.rules.steps_max {
            let machine = &self.world.machine;
            let goes_on = self.rules.is_inside(machine, g, start)
                && self.world.can_go(g)
                && self.rules.alternatives(machine, g) == 1;
            if !goes_on {
                return;
            }
            let Some(mut look) = self.world.look(g, &self.rules) else {
                return;
            };
            let Some(done) = self.operation(g, 0, &mut look) else {
                return;
            };
            event.footprint.merge(look.footprint);
            event.long = true;
            event.watch = None;
            self.run_others(event, &done);
        }
    }

    /// Lets a goroutine do what concerns nobody else; whether it gave way last.
    fn run_private(&mut self, g: Gid) -> bool {
        let mut voluntary = false;
        for _ in 0..PRIVATE_MAX {
            if self.ended() || !self.world.is_private(g, &self.rules) {
                break;
            }
            let value = self.value(g, 0);
            let Ok(event) = self.world.machine.step(g, value) else {
                break;
            };
            self.world.names.extend(&self.world.machine);
            self.steps += 1;
            self.choices.push(Choice {
                goroutine: g,
                alt: value,
            });
            voluntary = awaits::gives_way(&event);
        }
        voluntary
    }

    /// The same for the goroutines that an operation has started or let go on.
    fn run_others(&mut self, event: &Event, done: &Done) {
        for number in event.goroutines..self.world.machine.goroutines().len() as u32 {
            self.run_private(Gid(number + 1));
        }
        for (g, _) in &done.ties {
            if *g != event.g {
                self.run_private(*g);
            }
        }
        if event.footprint.global {
            for number in 0..event.goroutines {
                self.run_private(Gid(number + 1));
            }
        }
    }

    /// The goroutines that a transition has moved: its own, those that it has started, and those that it has let go on; some twice.
    pub fn moved(&self, event: &Event) -> impl Iterator<Item = Gid> {
        let ties = self.ties.get(event.ties as usize..).unwrap_or(&[]);
        let started = event.goroutines + 1..=self.world.machine.goroutines().len() as u32;
        let own = std::iter::once(event.g);
        own.chain(ties.iter().map(|tie| tie.g))
            .chain(started.map(Gid))
    }

    /// Where the choices of the transition at a position begin; behind the last one: their number.
    pub fn choices_at(&self, position: usize) -> usize {
        match self.events.get(position) {
            Some(event) => event.choices as usize,
            None => self.choices.len(),
        }
    }

    /// What the transition at a position did to objects.
    pub fn deeds_at(&self, position: usize) -> impl Iterator<Item = &DeedAt> {
        let start = self.events.get(position).map_or(0, Event::deeds);
        let deeds = self.deeds.get(start..).unwrap_or(&[]).iter();
        deeds.take_while(move |deed| deed.position as usize == position)
    }

    /// The transitions after which the one at a position comes although it commutes with them: because they started its goroutine or
    /// let it go on since its own last one.
    pub fn tied(&self, position: usize) -> Vec<usize> {
        let Some(event) = self.events.get(position) else {
            return Vec::new();
        };
        let from = event.previous().unwrap_or(0);
        let ties = self.ties.iter().filter(|tie| {
            let at = tie.position as usize;
            tie.g == event.g && (from..position).contains(&at)
        });
        let mut tied: Vec<usize> = ties.map(|tie| tie.source as usize).collect();
        tied.extend(
            event
                .previous()
                .filter(|at| self.events.get(*at).is_some_and(|e| e.g != event.g)),
        );
        tied.sort_unstable();
        tied.dedup();
        tied
    }

    /// Whether the program was ended by its last transition, and not because nothing could run any more.
    pub fn ends_itself(&self) -> bool {
        self.ended()
            && self
                .events
                .last()
                .is_some_and(|event| event.footprint.global)
    }

    /// Whether the transition at a position is ordered with everything.
    pub fn is_global(&self, position: usize) -> bool {
        let event = self.events.get(position);
        event.is_some_and(|event| event.footprint.global)
    }

    /// A transition of several operations comes after what each of them but the last had to come after.
    pub fn join_own_ties(&mut self, position: usize) {
        let Some(event) = self.events.get(position) else {
            return;
        };
        for tie in self.ties.get(event.ties as usize..).unwrap_or(&[]) {
            if tie.g == event.g && tie.source as usize != position {
                self.clocks.join(position, tie.source as usize);
            }
        }
    }
}
