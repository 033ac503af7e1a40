//! What Go's report cannot say: which edge is missing, and which lock of the program would add it.

use serde::{Deserialize, Serialize};

use super::found::{Access, HeldLock, Race};

/// What would order the two accesses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Advice {
    /// Hold this lock, held at one access, at the other as well.
    Hold {
        /// The lock.
        lock: String,
        /// Which access (0 the earlier, 1 the later) does not hold it.
        missing: usize,
    },
    /// Both hold this read-write lock for reading only; a write must hold it alone.
    Exclude {
        /// The lock.
        lock: String,
        /// Which access writes under a read lock.
        missing: usize,
    },
    /// Each holds a lock of its own; one lock must be common to both.
    Share {
        /// Locks held at the earlier access and at the later one.
        locks: [String; 2],
    },
    /// One access is atomic, the other must be, too.
    Atomic {
        /// Which access is not.
        missing: usize,
    },
    /// Nothing of the program's would do: the two need a lock, a channel or a wait between them.
    Edge,
}

/// What would add the missing edge.
pub fn advise(race: &Race) -> Advice {
    let [first, second] = &race.accesses;
    let atomic = |access: &Access| {
        matches!(
            access.op,
            super::AccessOp::AtomicRead | super::AccessOp::AtomicWrite
        )
    };
    match (atomic(first), atomic(second)) {
        (true, false) => return Advice::Atomic { missing: 1 },
        (false, true) => return Advice::Atomic { missing: 0 },
        _ => {}
    }
    let common = |lock: &&HeldLock| second.locks.iter().any(|other| other.cell == lock.cell);
    if let Some(lock) = first.locks.iter().find(common) {
        let missing = usize::from(!(first.op.is_write() && lock.shared));
        return Advice::Exclude {
            lock: lock.name.clone(),
            missing,
        };
    }
    match (first.locks.first(), second.locks.first()) {
        (Some(lock), None) => hold(lock, 1),
        (None, Some(lock)) => hold(lock, 0),
        (Some(a), Some(b)) => Advice::Share {
            locks: [a.name.clone(), b.name.clone()],
        },
        (None, None) => Advice::Edge,
    }
}

fn hold(lock: &HeldLock, missing: usize) -> Advice {
    Advice::Hold {
        lock: lock.name.clone(),
        missing,
    }
}

impl Advice {
    /// In a sentence.
    pub fn text(&self, race: &Race) -> String {
        let at = |index: usize| {
            let access = race.accesses.get(index);
            access.map_or(String::new(), |access| {
                format!("the {} at {}", access.op.name(), access.place.text())
            })
        };
        let (first, second) = (at(0), at(1));
        let missing_edge = format!("nothing orders {first} with {second}");
        match self {
            Advice::Hold { lock, missing } => format!(
                "{missing_edge}: {} holds {lock}, {} does not; holding {lock} there as well would order them",
                at(1 - missing),
                at(*missing)
            ),
            Advice::Exclude { lock, missing } => format!(
                "{missing_edge}: {} holds {lock} for reading only; it must hold it for writing",
                at(*missing)
            ),
            Advice::Share { locks: [a, b] } => format!(
                "{missing_edge}: the one holds {a}, the other {b}; both must hold the same lock"
            ),
            Advice::Atomic { missing } => format!(
                "{missing_edge}: {} is not atomic, the other is; both must be",
                at(*missing)
            ),
            Advice::Edge => format!(
                "{missing_edge}: no lock is held at either; a lock at both, or a channel operation or a wait between them, would order them"
            ),
        }
    }
}
