//! Every order once: optimal dynamic partial-order reduction.
//!
//! Algorithm: Optimal-DPOR (Abdulla, Aronis, Jonsson, Sagonas: Source sets: a foundation for optimal dynamic partial order reduction,
//! JACM 64(4), 2017, algorithm 2), depth first. From every node on the way of the current execution ([`super::trail`]) it explores the
//! branches of the node's wakeup tree ([`super::wakeup`]); where the tree ends it goes on with any goroutine. Whenever a transition has
//! been executed, its races with earlier ones are reversed ([`super::reversal`]): each gives a sequence for the wakeup tree of the node
//! before the earlier one, unless that node's sleep set ([`super::sleep`]) shows that it is covered. What goroutines would do next at
//! the end of an execution, because they are blocked or the end overtook them, is looked at likewise.
//!
//! Differences: races are looked for when the later transition is executed and not at the end, which adds the same sequences sooner;
//! blocking operations are guarded transitions with a rule of their own; alternatives of a select are branches of one goroutine.
//!
//! A search may begin below a state instead of at the root ([`super::stack`]): then it explores what is below, and hands back the
//! sequences that belong to nodes above.
//!
//! Invariants: every complete execution is of another Mazurkiewicz trace; no execution is abandoned because all that could go sleeps
//! (`redundant` stays 0); the trail leads to the last node, unless that has just been left.

use super::dependence::Footprint;
use super::reversal::{self, Late};
use super::stack::Stack;
use super::trail::Trail;
use super::wakeup::{Branch, Step};
use super::world::Guard;
use crate::machine::Gid;

/// How the search stands after a move.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Moved {
    /// On the way.
    On,
    /// The execution is complete: [`Dpor::trail`] holds it until the next move.
    Complete,
    /// The execution was given up because all that could go sleeps.
    Redundant,
    /// Everything has been explored.
    Over,
}

/// What to do from a node from which nothing has been explored.
enum Chosen {
    /// This first.
    Step(Step),
    /// Nothing: the execution ends.
    End(Moved),
}

/// The search.
#[derive(Clone, Debug)]
pub(super) struct Dpor {
    pub trail: Trail,
    pub stack: Stack,
    /// Scratch.
    enabled: Vec<Gid>,
    races: Vec<usize>,
}

impl Dpor {
    /// Goes on where a stack stands; the trail is at the program's start.
    pub fn new(trail: Trail, stack: Stack) -> Dpor {
        let mut dpor = Dpor {
            trail,
            stack,
            enabled: Vec::new(),
            races: Vec::new(),
        };
        dpor.follow();
        dpor
    }

    /// Makes the transitions that lead to the last node again, and those by which a search below a node begins.
    fn follow(&mut self) {
        let anew = self.stack.base == 0 && self.stack.steps.is_empty();
        for step in std::mem::take(&mut self.stack.steps) {
            let followed = self.execute(&step);
            debug_assert!(followed.is_some());
        }
        let begin = std::mem::take(&mut self.stack.begin);
        let ways = begin.len();
        for (number, way) in begin.into_iter().enumerate() {
            let mut sleeping = way.known;
            sleeping.extend(way.unknown.iter().filter_map(|step| self.probe(step)));
            if let Some(node) = self.stack.nodes.last_mut() {
                sleeping.into_iter().for_each(|step| node.sleep.push(step));
            }
            let is_own = number + 1 == ways;
            if is_own {
                self.trail.steps = 0;
            }
            if !self.enter(&way.step, Vec::new()) {
                self.stack.begun.clear();
                return;
            }
            let begun = self.trail.events.last().map(Step::of);
            self.stack.begun.extend(begun);
            if let Some(node) = self.stack.nodes.last_mut() {
                node.fresh = is_own;
            }
        }
        if ways == 0 && !anew {
            self.trail.steps = 0;
        }
    }

    /// What a transition from the last node touches.
    fn probe(&mut self, step: &Step) -> Option<Step> {
        self.execute(step)?;
        let step = self.trail.pop().map(|event| Step::of(&event));
        self.trail.restore();
        step
    }

    /// Executes a transition, and orders it.
    fn execute(&mut self, step: &Step) -> Option<Gid> {
        let g = self.trail.world.names.find(step.name)?;
        if !self.trail.execute(g, step.alt) {
            return None;
        }
        reversal::order(&mut self.trail, &mut self.races);
        Some(g)
    }

    /// Whether everything has been explored.
    pub fn is_over(&self) -> bool {
        self.stack.is_over()
    }

    /// Makes the stack say where the search stands, after an execution.
    pub fn pause(&mut self) {
        if self.stack.nodes.last().is_some_and(|node| !node.fresh) {
            self.leave_explored();
        }
        self.stack.steps.clear();
        self.stack
            .steps
            .extend(self.trail.events.iter().map(Step::of));
    }

    /// One move: a transition forward, the end of an execution, or back to what is left to explore.
    pub fn turn(&mut self) -> Moved {
        if self.is_over() {
            return Moved::Over;
        }
        if self.stack.nodes.last().is_some_and(|node| node.fresh) {
            self.trail.restore();
            return match self.choose() {
                Chosen::Step(step) => {
                    self.enter(&step, Vec::new());
                    Moved::On
                }
                Chosen::End(ended) => ended,
            };
        }
        self.leave_explored();
        match self.stack.next_branch() {
            Some(branch) => {
                self.take(branch);
                Moved::On
            }
            None => Moved::Over,
        }
    }

    /// What to do from a fresh node: all alternatives of one goroutine, of which its tree gets those behind the first, unless the
    /// execution ends here.
    fn choose(&mut self) -> Chosen {
        let Some(node) = self.stack.nodes.last_mut() else {
            return Chosen::End(Moved::Over);
        };
        node.fresh = false;
        let trail = &self.trail;
        if trail.ended() || trail.choices.len() as u64 >= trail.rules.steps_max {
            self.unfinished();
            return Chosen::End(Moved::Complete);
        }
        trail.enabled(&mut self.enabled);
        if self.enabled.is_empty() {
            self.unfinished();
            self.trail.finish();
            return Chosen::End(Moved::Complete);
        }
        let previous = trail.events.last().map(|event| event.g);
        self.enabled.sort_by_key(|g| Some(*g) != previous);
        for &g in &self.enabled {
            let name = trail.world.names.name(g);
            let alternatives = trail.rules.alternatives(&trail.world.machine, g);
            let mut first = None;
            for alt in 0..alternatives {
                if !node.sleep.contains(name, alt) {
                    // Only what has to wait its turn is compared with sequences before it is executed.
                    let footprint = match alternatives {
                        1 => Footprint::default(),
                        _ => reversal::footprint_in(trail, trail.world.clone(), g, alt),
                    };
                    let step = Step {
                        name,
                        alt,
                        footprint,
                    };
                    match first {
                        None => first = Some(step),
                        Some(_) => node.tree.push(self.stack.wakeup.add(step)),
                    }
                }
            }
            if let Some(step) = first {
                return Chosen::Step(step);
            }
        }
        Chosen::End(Moved::Redundant)
    }

    /// Goes back to the nearest node with something left.
    fn leave_explored(&mut self) {
        while self.stack.leaves_last() {
            self.stack.leave();
            let Some(event) = self.trail.pop() else {
                return;
            };
            // What sleeps in a node that is left as well is never asked for.
            if self.stack.leaves_last() {
                continue;
            }
            let Some(node) = self.stack.nodes.last_mut() else {
                return;
            };
            node.sleep.push(Step {
                name: event.name,
                alt: event.alt,
                footprint: event.footprint,
            });
        }
        if !self.is_over() {
            self.trail.restore();
        }
    }

    /// Executes a branch of the top node.
    fn take(&mut self, branch: Branch) {
        if let Some((step, tree)) = self.stack.wakeup.take(branch) {
            self.enter(&step, tree);
        }
    }

    /// Executes a transition from the top node and goes on to the node behind it, which has a tree; whether it could.
    fn enter(&mut self, step: &Step, tree: Vec<Branch>) -> bool {
        let Some(g) = self.execute(step) else {
            return false;
        };
        self.reverse_newest(g);
        let Some(event) = self.trail.events.last() else {
            return false;
        };
        self.stack.enter(event, tree);
        true
    }

    /// Reverses the races of the newest transition.
    fn reverse_newest(&mut self, g: Gid) {
        let Some(event) = self.trail.events.last() else {
            return;
        };
        if event.fixed || (self.races.is_empty() && event.guard == Guard::None) {
            return;
        }
        let late = Late {
            g,
            footprint: &event.footprint,
            guard: event.guard,
            base: &self.trail.base,
            position: self.trail.len() - 1,
            fickle: event.fickle,
            sudden: event.sudden,
            released: event.released.as_deref(),
        };
        reverse(&self.trail, &mut self.stack, &mut self.races, &late);
    }

    /// Looks at what goroutines would do next at the end of an execution.
    fn unfinished(&mut self) {
        let (mut base, mut clock) = (Vec::new(), Vec::new());
        for goroutine in self.trail.world.machine.goroutines() {
            let g = goroutine.id;
            if !goroutine.is_alive() || self.trail.is_awaiting(g) {
                continue;
            }
            let Some(look) = self.trail.world.look(g, &self.trail.rules) else {
                continue;
            };
            self.trail.past(g, &mut base);
            let mut footprint = look.footprint;
            super::shares::refine_pending(&self.trail, &mut footprint, g);
            clock.clone_from(&base);
            self.races.clear();
            let upto = self.trail.len();
            reversal::scan(
                &self.trail,
                upto,
                (g, &footprint),
                &mut clock,
                &mut self.races,
            );
            let late = Late {
                g,
                footprint: &footprint,
                guard: look.guard,
                base: &base,
                position: upto,
                fickle: true,
                sudden: false,
                released: None,
            };
            reverse(&self.trail, &mut self.stack, &mut self.races, &late);
        }
    }
}

/// Reverses the races of a transition: those collected, or for a guarded one all that it may have to come before.
fn reverse(trail: &Trail, stack: &mut Stack, races: &mut Vec<usize>, late: &Late<'_>) {
    if late.guard != Guard::None {
        reversal::candidates(trail, late, races);
    }
    for &position in races.iter() {
        if let Some(reversal) = reversal::reverse(trail, position, late) {
            stack.add(reversal);
        }
    }
}
