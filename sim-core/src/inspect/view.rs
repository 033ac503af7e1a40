//! INTERFACE. Views: plain data about one moment of a run, everything the page and the command line show.
//!
//! Invariants:
//! - A view holds no reference into the machine and no machine type; numbers are what a reader sees (goroutine 1, step 17).
//! - Texts from the program are plain text, never markup.
//! - Every list is bounded; where something was left out, a `more` count says how much.
//! - Objects are identified by [`ObjId`], stable along one run, so the page can key elements and animate moves.

use serde::{Deserialize, Serialize};

pub use super::sync_view::*;

pub use super::swiss_view::*;

/// An object of memory: the address of its first cell. Stable for the whole run.
pub type ObjId = u64;

/// Everything about the moment at the cursor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Transitions executed up to the cursor.
    pub step: u64,
    /// Transitions recorded (the cursor may stand before the end).
    pub recorded: u64,
    /// Whether the program has ended at the cursor, and how.
    pub outcome: Option<OutcomeView>,
    /// All goroutines started so far, ascending.
    pub goroutines: Vec<GoroutineView>,
    /// Memory.
    pub stage: StageView,
    /// The transition that led here; `None` at the start.
    pub last: Option<TraceLine>,
    /// What the program has printed so far.
    pub stdout: String,
    /// What Go would have written to stderr so far (panic text …).
    pub stderr: String,
    /// Virtual time since start, nanoseconds.
    pub now_ns: u64,
}

/// How the program ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeView {
    /// `ok`, `exit`, `panic`, `fatal`, `deadlock`, `limit`.
    pub kind: String,
    /// First line: `fatal error: concurrent map writes`, `panic: …`, the limit's name, or empty.
    pub message: String,
    /// Exit status a real Go program would have.
    pub exit_code: i32,
}

/// A place in a source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationView {
    /// File name as given; prelude files as `runtime/map_classic.go`.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based byte column.
    pub column: u32,
    /// Part of the prelude (Go runtime and library) rather than the user's program.
    pub prelude: bool,
}

/// What a goroutine is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GoroutineState {
    /// Can take its next transition now.
    Ready,
    /// Has a next operation that cannot happen yet (a lock held by another, a counter above zero).
    Blocked,
    /// Waits in a channel's queue.
    Parked,
    /// Sleeps on virtual time.
    Sleeping,
    /// Has returned.
    Ended,
}

/// One goroutine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoroutineView {
    /// 1 is main.
    pub id: u32,
    /// Name of its first function, e.g. `main.main.func1`.
    pub entry: String,
    /// State.
    pub state: GoroutineState,
    /// Go's wait reason (`chan receive`, `sync.Mutex.Lock`), empty when ready.
    pub wait_reason: String,
    /// What it waits for.
    pub waits_for: Option<ObjId>,
    /// What it would do next; `None` when parked or ended.
    pub next: Option<NextView>,
    /// Innermost first; prelude frames included and marked.
    pub frames: Vec<FrameView>,
    /// Goroutine that started it (0 for main).
    pub parent: u32,
}

/// The pending transition of a goroutine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextView {
    /// Where.
    pub at: LocationView,
    /// Kind, for the lane's colour.
    pub kind: CellKind,
    /// In words.
    pub sentence: Sentence,
    /// Alternatives to choose from: 1 for none, n for a select or random choice, 0 for "any number".
    pub alternatives: u64,
}

/// One frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrameView {
    /// Function as Go prints it.
    pub function: String,
    /// Current position.
    pub at: LocationView,
    /// Live variables, in order of declaration.
    pub locals: Vec<VarView>,
}

/// A mark on a cell that the last transition touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Who.
    pub goroutine: u32,
    /// Wrote (else read).
    pub write: bool,
}

/// A variable: global, or a goroutine's local.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VarView {
    /// Name.
    pub name: String,
    /// Owner goroutine; 0 for a global.
    pub goroutine: u32,
    /// Depth of its frame, 0 innermost; 0 for a global.
    pub frame: u32,
    /// Value.
    pub value: ValueView,
    /// Address of its cell if it lives in memory (shared), `None` in registers.
    pub addr: Option<ObjId>,
    /// Line of its declaration.
    pub line: u32,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueView {
    /// Short text: `42`, `"a"`, `[]int len 2 cap 4`, `nil`.
    pub text: String,
    /// Go type, as `%T`.
    pub ty: String,
    /// Set when the last transition touched (a word of) it.
    pub mark: Option<Mark>,
    /// Structure.
    pub body: Body,
}

/// The structure of a value.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// Nothing inside: numbers, strings, booleans, functions.
    Scalar,
    /// A pointer: to which object and how far inside (words), `None` for nil or a wild address.
    Pointer { to: Option<ObjId>, offset: u64 },
    /// A map value.
    Map { to: Option<ObjId> },
    /// A channel value.
    Chan { to: Option<ObjId> },
    /// A slice header.
    Slice(SliceView),
    /// An interface and what it holds.
    Interface(Option<Box<ValueView>>),
    /// Fields by name.
    Struct(Vec<FieldView>),
    /// Elements; `more` were left out.
    Array { elems: Vec<ValueView>, more: u64 },
    /// A mutex, RWMutex, WaitGroup, Once, Cond's list or Pool.
    Sync(SyncView),
    /// A `sync.Map`.
    SyncMap(SyncMapView),
}

/// A struct field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldView {
    /// Name.
    pub name: String,
    /// Value.
    pub value: ValueView,
}

/// A slice header: three words, each markable, since each is stored on its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SliceView {
    /// Backing array; `None` for nil or when the pointer points nowhere.
    pub array: Option<ObjId>,
    /// First element's index in the backing array.
    pub offset: u64,
    /// Length word.
    pub len: i64,
    /// Capacity word.
    pub cap: i64,
    /// Marks of ptr, len, cap.
    pub marks: [Option<Mark>; 3],
    /// The window reaches beyond the array it points into: a torn header.
    pub torn: bool,
}

/// What memory looks like. Objects are reachable from the user's variables, ordered by address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageView {
    /// User globals and the user frames' locals of all goroutines, one entry per distinct variable (a captured cell appears once).
    pub vars: Vec<VarView>,
    /// Classic maps (up to Go 1.23).
    pub maps: Vec<MapView>,
    /// Swiss maps (from Go 1.24 on).
    pub swiss: Vec<SwissMapView>,
    /// Backing arrays of slices, and arrays reached by pointer.
    pub arrays: Vec<ArrayView>,
    /// Other heap objects reached by pointer: structs, boxed variables.
    pub objects: Vec<ObjectView>,
    /// Channels.
    pub chans: Vec<ChanView>,
    /// Objects left out because there are too many.
    pub more: u64,
}

/// A heap object that is not a map, array or channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ObjectView {
    /// Identity.
    pub id: ObjId,
    /// Shortest path that leads here: `p`, `head.next`.
    pub label: String,
    /// Content.
    pub value: ValueView,
}

/// A backing array.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArrayView {
    /// Identity.
    pub id: ObjId,
    /// Shortest path that leads here.
    pub label: String,
    /// Element type.
    pub elem: String,
    /// Elements from the start; `more` were left out.
    pub elems: Vec<ValueView>,
    /// Elements left out.
    pub more: u64,
    /// Goroutine that allocated it.
    pub allocated_by: u32,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChanView {
    /// Identity.
    pub id: ObjId,
    /// Shortest path that leads here.
    pub label: String,
    /// Element type.
    pub elem: String,
    /// Capacity.
    pub cap: u64,
    /// Values in the buffer, oldest first.
    pub buffer: Vec<ValueView>,
    /// Closed.
    pub closed: bool,
    /// Goroutines waiting to receive, in queue order.
    pub receivers: Vec<u32>,
    /// Goroutines waiting to send, in queue order, with their values' texts.
    pub senders: Vec<(u32, String)>,
    /// Touched by the last transition.
    pub mark: Option<Mark>,
}

/// A map's inside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    /// Identity: the hmap's address.
    pub id: ObjId,
    /// Shortest path that leads here: `m`, `cache.items`.
    pub label: String,
    /// `map[string]int`.
    pub ty: String,
    /// Header words as drawn: count, flags, B, noverflow, hash0, nevacuate, with marks.
    pub count: HeaderField,
    /// See `count`.
    pub flags: HeaderField,
    /// See `count`.
    pub b: HeaderField,
    /// See `count`.
    pub noverflow: HeaderField,
    /// See `count`.
    pub hash0: HeaderField,
    /// See `count`.
    pub nevacuate: HeaderField,
    /// Mark on the pointer to the bucket array.
    pub buckets_mark: Option<Mark>,
    /// Mark on the pointer to the old array.
    pub oldbuckets_mark: Option<Mark>,
    /// Flags decoded.
    pub writing: bool,
    /// An iterator may be using buckets.
    pub iterator: bool,
    /// An iterator may be using oldbuckets.
    pub old_iterator: bool,
    /// Growth to the same size.
    pub same_size_grow: bool,
    /// Buckets in order; `None` before the first write.
    pub buckets: Option<TableView>,
    /// During growth.
    pub old: Option<TableView>,
}

/// One word of a header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeaderField {
    /// Value.
    pub value: u64,
    /// Touched by the last transition.
    pub mark: Option<Mark>,
}

/// A bucket array.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableView {
    /// Address of bucket 0.
    pub id: ObjId,
    /// Bucket chains, by index; `more` were left out.
    pub buckets: Vec<BucketView>,
    /// Buckets left out.
    pub more: u64,
}

/// One bucket and its overflow chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BucketView {
    /// Index in the array.
    pub index: u64,
    /// The bucket itself, then overflow buckets.
    pub chain: Vec<BucketPartView>,
    /// Moved to the new table (old tables only).
    pub evacuated: bool,
}

/// Eight slots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BucketPartView {
    /// Address.
    pub id: ObjId,
    /// Slots.
    pub cells: Vec<CellView>,
    /// Mark on the overflow pointer.
    pub overflow_mark: Option<Mark>,
}

/// State of a slot as its tophash tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlotState {
    /// 0: empty, and so is everything after it.
    EmptyRest,
    /// 1: empty.
    EmptyOne,
    /// 2: moved to the same index (X).
    MovedX,
    /// 3: moved to index + old size (Y).
    MovedY,
    /// 4: was empty when its bucket was evacuated.
    EmptyMoved,
    /// 5 and more: holds an entry.
    Full,
}

/// One slot of a bucket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellView {
    /// Tophash byte.
    pub tophash: u8,
    /// Its meaning.
    pub state: SlotState,
    /// Key, where there is one (also in moved slots as long as the old memory holds it).
    pub key: Option<ValueView>,
    /// Element.
    pub elem: Option<ValueView>,
    /// Mark on the tophash byte.
    pub mark: Option<Mark>,
    /// Identity of the entry across tables: equal for the old and new place of one key.
    pub entry: String,
}

/// Kind of a transition, for lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CellKind {
    /// Reads a cell.
    Read,
    /// Writes a cell.
    Write,
    /// Atomic operation.
    Atomic,
    /// Lock, unlock, WaitGroup, Once.
    Lock,
    /// Channel operation or select.
    Channel,
    /// Starts a goroutine.
    Go,
    /// Prints.
    Output,
    /// A recorded choice, a yield, a sleep, an annotation.
    Runtime,
    /// Goroutine returned.
    Exit,
    /// The program died or ended.
    End,
}

/// One cell of the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneCell {
    /// Number of the transition, from 1.
    pub step: u64,
    /// Who.
    pub goroutine: u32,
    /// What.
    pub kind: CellKind,
    /// Inside the Go runtime or library.
    pub prelude: bool,
}

/// One transition in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TraceLine {
    /// The lane cell.
    pub cell: LaneCell,
    /// Where it stands.
    pub at: LocationView,
    /// In words.
    pub sentence: Sentence,
}

/// A sentence that the page renders in its language: a Fluent message id and its arguments (`goroutine`, `object`, `field`,
/// `value`, `old` …). `english()` in `inspect/sentences.rs` renders it for terminals; both know the
/// same ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Message id, e.g. `narrate-set-writing`.
    pub id: String,
    /// Arguments by name.
    pub args: Vec<(String, String)>,
}

/// A compile error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticView {
    /// File name as given.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based byte column.
    pub column: u32,
    /// gc's message.
    pub message: String,
}

/// One source file to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// Name as in [`LocationView::file`].
    pub name: String,
    /// Text.
    pub text: String,
    /// Part of the prelude.
    pub prelude: bool,
}
