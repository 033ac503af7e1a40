//! INTERFACE. Views of what package sync offers: locks and their waiters, Pool, and the two kinds of `sync.Map`.

use serde::{Deserialize, Serialize};

use super::view::{Mark, ObjId};

/// A lock-like object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SyncView {
    /// `Mutex`, `RWMutex`, `WaitGroup`, `Once`, `Cond`, `Pool`.
    pub kind: String,
    /// Address of its first word.
    pub addr: Option<ObjId>,
    /// Goroutine that holds it for writing (Mutex, RWMutex), or runs the Once.
    pub holder: Option<u32>,
    /// Readers inside (RWMutex), those that were let in and have not gone on yet among them.
    pub readers: u64,
    /// Counter (WaitGroup).
    pub counter: i64,
    /// Done (Once).
    pub done: bool,
    /// Goroutines whose next operation waits for it; of an RWMutex, the writers.
    pub waiters: Vec<u32>,
    /// Readers that wait for a writer (RWMutex).
    pub readers_waiting: Vec<u32>,
    /// A writer has announced itself and holds off new readers (RWMutex).
    pub writer_pending: bool,
    /// What lies in it (Pool), the next one to be taken first.
    pub contents: Vec<String>,
}

/// The inside of a `sync.Map`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SyncMapView {
    /// Up to Go 1.23.
    ReadDirty(ReadDirtyView),
    /// From Go 1.24 on: the root, `None` before the first use.
    Trie(Option<TrieNodeView>),
}

/// Two maps over shared entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadDirtyView {
    /// The map that is read without a lock; `None` for nil. Sorted by key.
    pub read: Option<Vec<SyncEntryView>>,
    /// The map under the lock; `None` for nil. Sorted by key.
    pub dirty: Option<Vec<SyncEntryView>>,
    /// The dirty map has keys that the read map has not.
    pub amended: bool,
    /// Look-ups that needed the lock since the last promotion.
    pub misses: u64,
    /// Who holds the lock.
    pub holder: Option<u32>,
    /// Who waits for it.
    pub waiters: Vec<u32>,
    /// Marks of the four words.
    pub read_mark: Option<Mark>,
    /// See `read_mark`.
    pub dirty_mark: Option<Mark>,
    /// See `read_mark`.
    pub misses_mark: Option<Mark>,
    /// See `read_mark`.
    pub lock_mark: Option<Mark>,
}

/// What an entry's pointer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyncEntryState {
    /// It points to a value.
    Live,
    /// nil: the key was deleted.
    Deleted,
    /// Deleted, and the dirty map was built without it.
    Expunged,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SyncEntryView {
    /// Its address: the same in both maps where they share it.
    pub id: ObjId,
    /// Key.
    pub key: String,
    /// Value, empty unless live.
    pub value: String,
    /// State.
    pub state: SyncEntryState,
    /// The other map has the very same entry.
    pub shared: bool,
    /// Touched just now.
    pub mark: Option<Mark>,
}

/// An inner node of the tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrieNodeView {
    /// Identity.
    pub id: ObjId,
    /// It has been cut off.
    pub dead: bool,
    /// Who holds its lock.
    pub holder: Option<u32>,
    /// Who waits for that.
    pub waiters: Vec<u32>,
    /// The slots in use, and one that was touched just now; 16 in all.
    pub slots: Vec<TrieSlotView>,
    /// Mark of lock or of `dead`.
    pub mark: Option<Mark>,
}

/// One slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrieSlotView {
    /// Its number, 0 to 15: four bits of the hash.
    pub slot: u8,
    /// What it points to.
    pub child: TrieChild,
    /// Touched just now.
    pub mark: Option<Mark>,
}

/// What a slot points to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TrieChild {
    /// Nothing.
    Nil,
    /// A node of the next level.
    Node(Box<TrieNodeView>),
    /// Entries of one hash.
    Chain(Vec<SyncEntryView>),
    /// Something that is not shown.
    More,
}
