//! Sites with stacks: who called what, and which locks were held, for each access that may be reported.
//!
//! Chains of calls are interned from the outermost frame in, so that an access costs one look-up and a cell of shadow memory one
//! number. After a transition its goroutine already stands at its next operation, so the chain for an event is the one noted when the
//! goroutine last moved: [`Stacks::follow`] must be called for each goroutine that did.

use rustc_hash::FxHashMap;

use crate::bytecode::CodePos;
use crate::machine::{Addr, Gid, Goroutine};

/// Frames that a chain keeps, innermost ones first to go in.
const FRAMES_MAX: usize = 64;

/// How a lock is held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Held {
    /// The lock.
    pub lock: Addr,
    /// For reading only.
    pub shared: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Node {
    parent: u32,
    at: CodePos,
}

/// Outermost: the parent of first frames.
const ROOT: u32 = u32::MAX;

/// One goroutine.
#[derive(Clone, Debug, Default)]
struct Chain {
    /// The calls it is in, outermost first, without the running frame.
    calls: Vec<CodePos>,
    /// Their nodes.
    nodes: Vec<u32>,
    /// Locks it holds, sorted.
    held: Vec<Held>,
    /// Their number in `sets`.
    set: u32,
    /// Node of the go statement that started it.
    created: u32,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Stacks {
    nodes: Vec<Node>,
    node_index: FxHashMap<Node, u32>,
    sets: Vec<Vec<Held>>,
    set_index: FxHashMap<Vec<Held>, u32>,
    sites: Vec<(u32, u32)>,
    site_index: FxHashMap<(u32, u32), u32>,
    chains: Vec<Chain>,
}

impl Stacks {
    /// Nothing seen yet.
    pub fn new() -> Stacks {
        let mut stacks = Stacks::default();
        stacks.sets.push(Vec::new());
        stacks.set_index.insert(Vec::new(), 0);
        stacks
    }

    fn chain(&mut self, g: Gid) -> &mut Chain {
        let index = (g.0 as usize).saturating_sub(1);
        if self.chains.len() <= index {
            let fresh = Chain {
                created: ROOT,
                ..Chain::default()
            };
            self.chains.resize(index + 1, fresh);
        }
        &mut self.chains[index]
    }

    fn node(&mut self, parent: u32, at: CodePos) -> u32 {
        let node = Node { parent, at };
        let next = self.nodes.len() as u32;
        let number = *self.node_index.entry(node).or_insert(next);
        if number == next {
            self.nodes.push(node);
        }
        number
    }

    /// A goroutine has moved.
    pub fn follow(&mut self, goroutine: &Goroutine) {
        let frames = goroutine.frames.as_slice();
        let outer = frames.get(..frames.len().saturating_sub(1)).unwrap_or(&[]);
        let outer = &outer[outer.len().saturating_sub(FRAMES_MAX)..];
        let chain = self.chain(goroutine.id);
        let same = chain
            .calls
            .iter()
            .zip(outer)
            .take_while(|(call, frame)| **call == frame.at())
            .count();
        if same == outer.len() && same == chain.calls.len() {
            return;
        }
        chain.calls.truncate(same);
        chain.nodes.truncate(same);
        let mut parent = chain.nodes.last().copied().unwrap_or(ROOT);
        for frame in outer.iter().skip(same) {
            parent = self.node(parent, frame.at());
            let chain = self.chain(goroutine.id);
            chain.calls.push(frame.at());
            chain.nodes.push(parent);
        }
    }

    /// The site of an operation of `g` at an instruction.
    pub fn site(&mut self, g: Gid, at: CodePos) -> u32 {
        let chain = self.chain(g);
        let (parent, set) = (chain.nodes.last().copied().unwrap_or(ROOT), chain.set);
        let key = (self.node(parent, at), set);
        let next = self.sites.len() as u32;
        let number = *self.site_index.entry(key).or_insert(next);
        if number == next {
            self.sites.push(key);
        }
        number
    }

    /// Goroutine `child` was started by `parent` at an instruction.
    pub fn started(&mut self, parent: Gid, at: CodePos, child: Gid) {
        let outer = self.chain(parent).nodes.last().copied().unwrap_or(ROOT);
        let created = self.node(outer, at);
        self.chain(child).created = created;
    }

    /// A goroutine has taken a lock.
    pub fn locked(&mut self, g: Gid, held: Held) {
        let chain = self.chain(g);
        let at = chain.held.partition_point(|other| *other < held);
        chain.held.insert(at, held);
        self.renumber(g);
    }

    /// Somebody has given a lock back: `g`, or whoever else holds it.
    pub fn unlocked(&mut self, g: Gid, held: Held) {
        let holds = |chain: &Chain| chain.held.iter().position(|other| *other == held);
        let own = (g.0 as usize).wrapping_sub(1);
        let holder = if self.chains.get(own).and_then(holds).is_some() {
            own
        } else {
            match self.chains.iter().position(|chain| holds(chain).is_some()) {
                Some(index) => index,
                None => return,
            }
        };
        if let Some(chain) = self.chains.get_mut(holder)
            && let Some(at) = holds(chain)
        {
            chain.held.remove(at);
        }
        self.renumber(Gid(holder as u32 + 1));
    }

    fn renumber(&mut self, g: Gid) {
        let held = self.chain(g).held.clone();
        let next = self.sets.len() as u32;
        let set = match self.set_index.get(&held) {
            Some(&set) => set,
            None => {
                self.set_index.insert(held.clone(), next);
                self.sets.push(held);
                next
            }
        };
        self.chain(g).set = set;
    }

    /// The frames of a site, innermost first.
    pub fn frames(&self, site: u32) -> Vec<CodePos> {
        let node = self.sites.get(site as usize).map_or(ROOT, |site| site.0);
        self.unwound(node)
    }

    /// The frames at the go statement that started a goroutine, innermost first.
    pub fn created(&self, g: Gid) -> Vec<CodePos> {
        let chain = self.chains.get((g.0 as usize).wrapping_sub(1));
        self.unwound(chain.map_or(ROOT, |chain| chain.created))
    }

    /// The locks held at a site.
    pub fn held(&self, site: u32) -> &[Held] {
        let set = self.sites.get(site as usize).map_or(0, |site| site.1);
        self.sets.get(set as usize).map_or(&[], Vec::as_slice)
    }

    fn unwound(&self, mut node: u32) -> Vec<CodePos> {
        let mut frames = Vec::new();
        while let Some(&Node { parent, at }) = self.nodes.get(node as usize) {
            frames.push(at);
            // A parent is always older than its children, so this ends.
            node = parent;
        }
        frames
    }
}
