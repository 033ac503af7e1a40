//! Where orders part: a few witnesses merged into a tree of the choices that tell them apart.
//!
//! A branch of the tree is a choice at a scheduling point where the witnesses disagree; what they do alike in between is passed over, so
//! the tree has fewer than twice as many nodes as there are witnesses.

use serde::{Deserialize, Serialize};

use super::super::Session;
use super::super::api::{FileText, OpenError, Options};
use crate::inspect::view::TraceLine;
use crate::schedule::{Choice, Schedule};

/// Most witnesses in a tree.
pub const WITNESSES_MAX: usize = 24;

/// A choice, and what it still leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// The choice in words; `None` for the root, where none has been made.
    pub line: Option<TraceLine>,
    /// Schedule up to and with the choice.
    pub prefix: String,
    /// Transitions until the next choice that matters, or until the end.
    pub next: u64,
    /// Nodes of the next choices.
    pub children: Vec<u32>,
    /// Witnesses beneath, by their position in the list given.
    pub witnesses: Vec<u32>,
}

/// The tree; the root comes first, parents before their children.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// Witnesses left out.
    pub more: u64,
}

/// Merges witnesses of one program.
pub fn tree(
    files: &[FileText],
    options: &Options,
    witnesses: &[String],
) -> Result<Tree, OpenError> {
    let mut sessions = Vec::new();
    for witness in witnesses.iter().take(WITNESSES_MAX) {
        sessions.push(Session::open_at(files, options, witness, 0)?);
    }
    let all: Vec<u32> = (0..sessions.len() as u32).collect();
    let mut tree = Tree {
        nodes: Vec::new(),
        more: witnesses.len().saturating_sub(WITNESSES_MAX) as u64,
    };
    // Each entry: witnesses of a node, how many of their choices lead to it, and its parent.
    let mut open = vec![(all, 0_usize, None::<u32>)];
    while let Some((witnesses, made, parent)) = open.pop() {
        let at = tree.nodes.len() as u32;
        let choices: Vec<&[Choice]> = witnesses
            .iter()
            .filter_map(|w| Some(sessions.get(*w as usize)?.timeline.choices()))
            .collect();
        let common = common(&choices);
        let groups = groups(&sessions, &witnesses, common);
        tree.nodes.push(Node {
            line: line(&sessions, &witnesses, made),
            prefix: prefix(&choices, made),
            next: common as u64,
            children: Vec::new(),
            witnesses,
        });
        if let Some(parent) = parent.and_then(|parent: u32| tree.nodes.get_mut(parent as usize)) {
            parent.children.push(at);
        }
        // The last pushed is taken first: children keep the order of their goroutines.
        for group in groups.into_iter().rev() {
            open.push((group, common + 1, Some(at)));
        }
    }
    Ok(tree)
}

/// How many choices all have in common.
fn common(choices: &[&[Choice]]) -> usize {
    let Some((first, rest)) = choices.split_first() else {
        return 0;
    };
    let shared = |other: &&[Choice]| first.iter().zip(*other).take_while(|(a, b)| a == b).count();
    rest.iter().map(shared).min().unwrap_or(first.len())
}

/// The witnesses by their choice at a position; one that ends there has none. A single witness needs no further choice.
fn groups(sessions: &[Session], witnesses: &[u32], position: usize) -> Vec<Vec<u32>> {
    if witnesses.len() < 2 {
        return Vec::new();
    }
    let choice = |w: &u32| {
        sessions
            .get(*w as usize)?
            .timeline
            .choices()
            .get(position)
            .copied()
    };
    let mut choices: Vec<Choice> = witnesses.iter().filter_map(choice).collect();
    choices.sort_unstable();
    choices.dedup();
    let with = |wanted: &Choice| {
        let chose = |w: &&u32| choice(w).as_ref() == Some(wanted);
        witnesses.iter().filter(chose).copied().collect()
    };
    choices.iter().map(with).collect()
}

/// The choice that led to a node, in words.
fn line(sessions: &[Session], witnesses: &[u32], made: usize) -> Option<TraceLine> {
    let session = sessions.get(*witnesses.first()? as usize)?;
    if made == 0 {
        return None;
    }
    session.trace(made as u64, made as u64).pop()
}

fn prefix(choices: &[&[Choice]], made: usize) -> String {
    let choices = choices.first().and_then(|choices| choices.get(..made));
    Schedule {
        choices: choices.unwrap_or_default().to_vec(),
    }
    .print()
}
