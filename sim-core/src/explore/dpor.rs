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
//! Invariants: every complete execution is of another Mazurkiewicz trace; no execution is abandoned because all that could go sleeps
//! (`redundant` stays 0).

use super::dependence::Footprint;
use super::reversal::{self, Late};
use super::sleep::Sleep;
use super::trail::Trail;
use super::wakeup::{Branch, Step, Wakeup};
use crate::machine::Gid;

/// A state on the way of the current execution.
#[derive(Clone, Debug)]
struct Node {
    sleep: Sleep,
    /// Branches to explore, in order.
    tree: Vec<Branch>,
    /// Nothing has been explored from here, and nothing is prescribed.
    fresh: bool,
}

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

/// The search.
#[derive(Clone, Debug)]
pub(super) struct Dpor {
    pub trail: Trail,
    nodes: Vec<Node>,
    wakeup: Wakeup,
    /// Scratch.
    enabled: Vec<Gid>,
    races: Vec<usize>,
}

impl Dpor {
    /// From the present state of a trail without transitions.
    pub fn new(trail: Trail) -> Dpor {
        let root = Node {
            sleep: Sleep::default(),
            tree: Vec::new(),
            fresh: true,
        };
        Dpor {
            trail,
            nodes: vec![root],
            wakeup: Wakeup::default(),
            enabled: Vec::new(),
            races: Vec::new(),
        }
    }

    /// Whether everything has been explored.
    pub fn is_over(&self) -> bool {
        self.nodes.is_empty()
    }

    /// One move: a transition forward, the end of an execution, or back to what is left to explore.
    pub fn turn(&mut self) -> Moved {
        let Some(node) = self.nodes.last() else {
            return Moved::Over;
        };
        if node.fresh {
            self.trail.restore();
            if let Some(ended) = self.choose() {
                return ended;
            }
        }
        self.leave_explored();
        match self.nodes.last_mut() {
            None => Moved::Over,
            Some(node) => {
                let branch = node.tree.remove(0);
                self.take(branch);
                Moved::On
            }
        }
    }

    /// What to do from a fresh node: its tree gets all alternatives of one goroutine, unless the execution ends here.
    fn choose(&mut self) -> Option<Moved> {
        let Some(node) = self.nodes.last_mut() else {
            return Some(Moved::Over);
        };
        node.fresh = false;
        let trail = &self.trail;
        if trail.ended() || trail.choices.len() as u64 >= trail.rules.steps_max {
            self.unfinished();
            return Some(Moved::Complete);
        }
        trail.enabled(&mut self.enabled);
        if self.enabled.is_empty() {
            self.unfinished();
            return Some(Moved::Complete);
        }
        let previous = trail.events.last().map(|event| event.g);
        self.enabled.sort_by_key(|g| Some(*g) != previous);
        for &g in &self.enabled {
            let name = trail.world.names.name(g);
            for alt in 0..trail.rules.alternatives(&trail.world.machine, g) {
                if !node.sleep.contains(name, alt) {
                    let footprint = Footprint::default();
                    let step = Step {
                        name,
                        alt,
                        footprint,
                    };
                    node.tree.push(self.wakeup.add(step));
                }
            }
            if !node.tree.is_empty() {
                return None;
            }
        }
        Some(Moved::Redundant)
    }

    /// Goes back to the nearest node with something left.
    fn leave_explored(&mut self) {
        while self.nodes.last().is_some_and(|node| node.tree.is_empty()) {
            self.nodes.pop();
            let (Some(node), Some(event)) = (self.nodes.last_mut(), self.trail.pop()) else {
                return;
            };
            node.sleep.push(Step {
                name: event.name,
                alt: event.alt,
                footprint: event.footprint,
            });
        }
        self.trail.restore();
    }

    /// Executes a branch of the top node.
    fn take(&mut self, branch: Branch) {
        let Some((step, tree)) = self.wakeup.take(branch) else {
            return;
        };
        let Some(g) = self.trail.world.names.find(step.name) else {
            return;
        };
        if !self.trail.execute(g, step.alt) {
            return;
        }
        reversal::order(&mut self.trail, &mut self.races);
        self.reverse_newest(g);
        let (Some(node), Some(event)) = (self.nodes.last(), self.trail.events.last()) else {
            return;
        };
        let sleep = node.sleep.after(event.name, &event.footprint);
        self.nodes.push(Node {
            sleep,
            fresh: tree.is_empty(),
            tree,
        });
    }

    /// Reverses the races of the newest transition.
    fn reverse_newest(&mut self, g: Gid) {
        let Some(event) = self.trail.events.last() else {
            return;
        };
        if event.fixed || (self.races.is_empty() && event.guard == super::world::Guard::None) {
            return;
        }
        let (footprint, base) = (event.footprint.clone(), self.trail.base.clone());
        let released = event.released.clone();
        let late = Late {
            g,
            footprint: &footprint,
            guard: event.guard,
            base: &base,
            position: self.trail.len() - 1,
            fickle: event.fickle,
            released: released.as_deref(),
        };
        self.reverse(&late);
    }

    /// Reverses the races of a transition: those collected, or for a guarded one all that it may have to come before.
    fn reverse(&mut self, late: &Late<'_>) {
        let mut races = std::mem::take(&mut self.races);
        if late.guard != super::world::Guard::None {
            races = reversal::candidates(&self.trail, late);
        }
        for &position in &races {
            let Some(reversal) = reversal::reverse(&self.trail, position, late) else {
                continue;
            };
            let Some(node) = self.nodes.get_mut(reversal.position) else {
                continue;
            };
            for sequence in &reversal.sequences {
                if !node.sleep.covers(sequence) {
                    self.wakeup.insert(&mut node.tree, sequence);
                }
            }
        }
        self.races = races;
    }

    /// Looks at what goroutines would do next at the end of an execution.
    fn unfinished(&mut self) {
        let all = self.trail.world.machine.goroutines();
        let alive: Vec<Gid> = all
            .iter()
            .filter(|goroutine| goroutine.is_alive() && !self.trail.is_awaiting(goroutine.id))
            .map(|goroutine| goroutine.id)
            .collect();
        let mut base = Vec::new();
        for g in alive {
            let Some(look) = self.trail.world.look(g, &self.trail.rules) else {
                continue;
            };
            self.trail.past(g, &mut base);
            let mut footprint = look.footprint;
            super::groups::refine_pending(&mut self.trail, &mut footprint, g, &mut base);
            let mut clock = base.clone();
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
                released: None,
            };
            self.reverse(&late);
        }
    }
}
