//! Transitions in words: from an event (or a pending operation) to a [`Sentence`] whose ids are listed in `sentences.rs`.

use super::graph::{Graph, Place};
use super::narrate_swiss::{self, Access};
use super::reader::{Reader, Words, address_text};
use super::swiss_work::{SWISS_GO_MINOR, Work};
use super::view::{CellKind, Sentence};
use crate::bytecode::{Kind, SyncOp};
use crate::machine::{ChanEnd, EndReason, Event, Gid, Op, Pending, PendingKind, Stand};

/// hmap.flags bit (Go's runtime/map.go).
const HASH_WRITING: u64 = 4;
/// Longest printed text quoted in a sentence, in characters.
const MAX_QUOTE: usize = 60;

/// Kind of a transition, for the lanes.
pub fn event_kind(op: &Op) -> CellKind {
    match op {
        Op::Load { .. } => CellKind::Read,
        Op::Store { .. } => CellKind::Write,
        Op::Sync { op, .. } => sync_kind(*op),
        Op::Go { .. } => CellKind::Go,
        Op::Send { .. }
        | Op::Recv { .. }
        | Op::Close { .. }
        | Op::ChanLen { .. }
        | Op::Select { .. } => CellKind::Channel,
        Op::Exit => CellKind::Exit,
        Op::Local => CellKind::Runtime,
        Op::End => CellKind::End,
    }
}

/// Kind of a pending operation, for the lanes.
pub fn pending_kind(kind: &PendingKind) -> CellKind {
    match kind {
        PendingKind::Load => CellKind::Read,
        PendingKind::Store { .. } => CellKind::Write,
        PendingKind::Sync(op) => sync_kind(*op),
        PendingKind::Go => CellKind::Go,
        PendingKind::Exit => CellKind::Exit,
        PendingKind::Local => CellKind::Runtime,
        PendingKind::End => CellKind::End,
        _ => CellKind::Channel,
    }
}

fn sync_kind(op: SyncOp) -> CellKind {
    use SyncOp::*;
    match op {
        AtomicLoad | AtomicStore | AtomicAdd | AtomicSwap | AtomicCas | AtomicAnd | AtomicOr => {
            CellKind::Atomic
        }
        ValueLoad | ValueStore | ValueSwap | ValueCas => CellKind::Atomic,
        StoreByte | Copy => CellKind::Write,
        Gosched | Sleep | Choose | ChooseN | RaceRead | RaceWrite | RaceDisable | RaceEnable
        | Stack | Bubble | BubbleEnter | BubbleLeave | BubbleWait | BubbleRun => CellKind::Runtime,
        Write | Format => CellKind::Output,
        Throw | Exit | Goexit => CellKind::End,
        _ => CellKind::Lock,
    }
}

/// Collects a sentence's arguments.
pub struct Say {
    id: &'static str,
    args: Vec<(String, String)>,
}

impl Say {
    /// A sentence about goroutine `g`.
    pub fn new(id: &'static str, g: Gid) -> Say {
        Say {
            id,
            args: vec![("g".to_string(), g.0.to_string())],
        }
    }
    /// With one more argument.
    pub fn arg(mut self, name: &str, value: impl ToString) -> Say {
        self.args.push((name.to_string(), value.to_string()));
        self
    }
    /// All arguments are there.
    pub fn done(self) -> Sentence {
        Sentence {
            id: self.id.to_string(),
            args: self.args,
        }
    }
}

/// What a transition did; the reader's machine is the one after it.
pub fn event(reader: &Reader<'_>, graph: &Graph, work: &Work, event: &Event) -> Sentence {
    let g = event.goroutine;
    if let Some(said) = swiss(reader, graph, work, event) {
        return said;
    }
    let name = |addr: u64| graph.object_name(reader, addr);
    match event.op {
        Op::Load { addr, value } => access(reader, graph, g, addr, None, value),
        Op::Store { addr, old, new } => access(reader, graph, g, addr, Some(old), new),
        Op::Sync { op, obj, old, new } => sync(reader, graph, event, op, obj, (old, new)),
        Op::Go { child } => Say::new("narrate-go", g).arg("other", child.0).done(),
        Op::Send { ch, end } => chan(
            "narrate-send",
            "narrate-send-with",
            "narrate-send-parked",
            g,
            name(ch),
            end,
        ),
        Op::Recv {
            ch,
            end: ChanEnd::Done,
            ok: false,
        } => Say::new("narrate-recv-closed", g)
            .arg("place", name(ch))
            .done(),
        Op::Recv { ch, end, .. } => chan(
            "narrate-recv",
            "narrate-recv-with",
            "narrate-recv-parked",
            g,
            name(ch),
            end,
        ),
        Op::Close { ch, .. } => Say::new("narrate-close", g).arg("place", name(ch)).done(),
        Op::ChanLen { ch, len } => Say::new("narrate-chan-len", g)
            .arg("place", name(ch))
            .arg("value", len)
            .done(),
        Op::Select {
            end: ChanEnd::Parked,
            ..
        } => Say::new("narrate-select-parked", g).done(),
        Op::Select { ch: 0, .. } => Say::new("narrate-select-default", g).done(),
        Op::Select {
            ch,
            send: true,
            end,
            ..
        } => chan(
            "narrate-send",
            "narrate-send-with",
            "narrate-send-parked",
            g,
            name(ch),
            end,
        ),
        Op::Select { ch, end, .. } => chan(
            "narrate-recv",
            "narrate-recv-with",
            "narrate-recv-parked",
            g,
            name(ch),
            end,
        ),
        Op::Exit => Say::new("narrate-exit", g).done(),
        Op::Local => Say::new("narrate-local", g).done(),
        Op::End => end(reader, g),
    }
}

/// An access inside a Swiss map.
fn swiss(reader: &Reader<'_>, graph: &Graph, work: &Work, event: &Event) -> Option<Sentence> {
    if reader.program.go_minor < SWISS_GO_MINOR {
        return None;
    }
    let (addr, old, new) = match event.op {
        Op::Load { addr, value } => (addr, None, value),
        Op::Store { addr, old, new } => (addr, Some(old), new),
        Op::Sync {
            op: SyncOp::StoreByte,
            obj,
            old,
            new,
        } => (obj, Some(old), new),
        _ => return None,
    };
    let g = event.goroutine;
    narrate_swiss::access(reader, graph, work, Access { g, addr, old, new })
}

fn chan(
    done: &'static str,
    with: &'static str,
    parked: &'static str,
    g: Gid,
    place: String,
    end: ChanEnd,
) -> Sentence {
    match end {
        ChanEnd::Done => Say::new(done, g).arg("place", place).done(),
        ChanEnd::With(other) => Say::new(with, g)
            .arg("place", place)
            .arg("other", other.0)
            .done(),
        ChanEnd::Parked => Say::new(parked, g).arg("place", place).done(),
        ChanEnd::Panicked => Say::new("narrate-send-closed", g)
            .arg("place", place)
            .done(),
    }
}

fn end(reader: &Reader<'_>, g: Gid) -> Sentence {
    let outcome = super::outcome(reader.machine);
    match outcome {
        Some(o) if o.kind == "ok" => Say::new("narrate-end", g).done(),
        Some(o) => Say::new("narrate-die", g).arg("value", o.message).done(),
        None => Say::new("narrate-end", g).done(),
    }
}

/// A load (`old` is `None`) or a store of one cell.
fn access(
    reader: &Reader<'_>,
    graph: &Graph,
    g: Gid,
    addr: u64,
    old: Option<u64>,
    new: u64,
) -> Sentence {
    let place = graph.place(reader, addr);
    if let Some(map) = place.text.strip_suffix(".flags")
        && is_map_part(graph, reader, addr)
    {
        let writing = |w: u64| w & HASH_WRITING != 0;
        let id = match old {
            Some(o) if !writing(o) && writing(new) => Some("narrate-set-writing"),
            Some(o) if writing(o) && !writing(new) => Some("narrate-clear-writing"),
            None if writing(new) => Some("narrate-see-writing"),
            None => Some("narrate-see-idle"),
            Some(_) => None,
        };
        if let Some(id) = id {
            return Say::new(id, g).arg("map", map).done();
        }
    }
    if old.is_some() && matches!(new, 2 | 3) && place.text.contains(".tophash[") {
        return Say::new("narrate-moved", g)
            .arg("place", &place.text)
            .arg("target", if new == 2 { "X" } else { "Y" })
            .done();
    }
    let text = |w: u64| word_text(reader, graph, &place, w);
    match old {
        None => Say::new("narrate-read", g)
            .arg("place", &place.text)
            .arg("value", text(new))
            .done(),
        Some(o) => Say::new("narrate-write", g)
            .arg("place", &place.text)
            .arg("old", text(o))
            .arg("value", text(new))
            .done(),
    }
}

fn is_map_part(graph: &Graph, reader: &Reader<'_>, addr: u64) -> bool {
    let start = reader
        .machine
        .heap()
        .object_at(addr)
        .map(|o| u64::from(o.start));
    start
        .and_then(|s| graph.nodes.get(&s))
        .is_some_and(|n| n.kind == super::graph::NodeKind::Map)
}

/// One word of a place, as far as one word says something.
fn word_text(reader: &Reader<'_>, graph: &Graph, place: &Place, word: u64) -> String {
    let Some(rtype) = place.ty.and_then(|t| reader.rtype(t)) else {
        return word.to_string();
    };
    match (rtype.kind, place.word) {
        (Kind::String | Kind::Slice, 1 | 2) => (word as i64).to_string(),
        (Kind::String, 0) => format!("{word:#x}"),
        (Kind::Interface, 0) => match word
            .checked_sub(1)
            .and_then(|t| reader.program.rtypes.get(usize::try_from(t).ok()?))
        {
            Some(t) => t.name.clone(),
            None => "nil".to_string(),
        },
        (Kind::Slice | Kind::Pointer | Kind::Map | Kind::Chan | Kind::UnsafePointer, _) => {
            pointer_text(reader, graph, word)
        }
        (Kind::Interface, _) => format!("{word:#x}"),
        _ => reader.scalar(
            rtype,
            Words {
                words: &[word],
                addr: None,
            },
        ),
    }
}

/// A pointer as `&` and the name of what it points to: the object, or the element or field inside it.
fn pointer_text(reader: &Reader<'_>, graph: &Graph, addr: u64) -> String {
    if addr == 0 {
        return "nil".to_string();
    }
    match graph.target_name(reader, addr) {
        Some(name) => format!("&{name}"),
        None => address_text(addr),
    }
}

/// A synchronisation operation.
fn sync(
    reader: &Reader<'_>,
    graph: &Graph,
    event: &Event,
    op: SyncOp,
    obj: u64,
    (old, new): (u64, u64),
) -> Sentence {
    let g = event.goroutine;
    let place = graph.place(reader, obj);
    let text = |w: u64| word_text(reader, graph, &place, w);
    let at = |id: &'static str| Say::new(id, g).arg("place", &place.text);
    let changed = old != new;
    let pick = |yes: &'static str, no: &'static str| if changed { yes } else { no };
    match op {
        SyncOp::MutexLock => at("narrate-lock").done(),
        SyncOp::MutexTryLock => at(pick("narrate-lock", "narrate-trylock-fail")).done(),
        SyncOp::MutexUnlock => at("narrate-unlock").done(),
        SyncOp::RwLockAnnounce => at("narrate-rw-announce").done(),
        SyncOp::RwLock => at("narrate-rw-lock").done(),
        SyncOp::RwTryLock => at(pick("narrate-rw-lock", "narrate-trylock-fail")).done(),
        SyncOp::RwUnlock => at("narrate-rw-unlock").done(),
        SyncOp::RwRLock => at(pick("narrate-rlock", "narrate-rlock-wait")).done(),
        SyncOp::RwREnter => at("narrate-rlock-enter").done(),
        SyncOp::RwTryRLock => at(pick("narrate-rlock", "narrate-trylock-fail")).done(),
        SyncOp::RwRUnlock => at("narrate-runlock").done(),
        SyncOp::WgAdd => at("narrate-wg-add")
            .arg("old", old as i64)
            .arg("value", new as i64)
            .done(),
        SyncOp::WgWait if old != 0 => at("narrate-wg-register").arg("value", old as i64).done(),
        SyncOp::WgWait => at("narrate-wg-wait").done(),
        SyncOp::OnceEnter => at(pick("narrate-once-enter", "narrate-once-skip")).done(),
        SyncOp::OnceDone => at("narrate-once-done").done(),
        SyncOp::AtomicLoad | SyncOp::ValueLoad => {
            at("narrate-atomic-load").arg("value", text(new)).done()
        }
        SyncOp::AtomicStore | SyncOp::ValueStore => {
            at("narrate-atomic-store").arg("value", text(new)).done()
        }
        SyncOp::AtomicAdd | SyncOp::AtomicAnd | SyncOp::AtomicOr => at("narrate-atomic-add")
            .arg("old", text(old))
            .arg("value", text(new))
            .done(),
        SyncOp::StoreByte => at("narrate-write")
            .arg("old", text(old))
            .arg("value", text(new))
            .done(),
        SyncOp::Copy => at("narrate-copy").arg("value", new as i64).done(),
        SyncOp::AtomicSwap | SyncOp::ValueSwap => at("narrate-atomic-swap")
            .arg("old", text(old))
            .arg("value", text(new))
            .done(),
        SyncOp::AtomicCas | SyncOp::ValueCas if changed => at("narrate-cas-ok")
            .arg("old", text(old))
            .arg("value", text(new))
            .done(),
        SyncOp::AtomicCas | SyncOp::ValueCas => {
            at("narrate-cas-fail").arg("value", text(old)).done()
        }
        SyncOp::RaceRead => Say::new("narrate-race-read", g)
            .arg("place", whole(reader, graph, obj))
            .done(),
        SyncOp::RaceWrite => Say::new("narrate-race-write", g)
            .arg("place", whole(reader, graph, obj))
            .done(),
        _ => plain_sync(reader, event, op, obj, (old, new)),
    }
}

/// The object that an annotation is about: a map, not the first field of its header.
fn whole(reader: &Reader<'_>, graph: &Graph, addr: u64) -> String {
    let name = graph.target_name(reader, addr);
    name.unwrap_or_else(|| graph.object_name(reader, addr))
}

/// Operations without an object.
fn plain_sync(
    reader: &Reader<'_>,
    event: &Event,
    op: SyncOp,
    obj: u64,
    (old, new): (u64, u64),
) -> Sentence {
    let g = event.goroutine;
    match op {
        SyncOp::Gosched => Say::new("narrate-gosched", g).done(),
        SyncOp::Sleep => Say::new("narrate-sleep", g)
            .arg("value", format!("{} µs", new / 1000))
            .done(),
        SyncOp::Choose | SyncOp::ChooseN => {
            Say::new("narrate-choose", g).arg("value", event.alt).done()
        }
        SyncOp::Write => Say::new("narrate-print", g)
            .arg("value", printed(reader, obj, old, new))
            .done(),
        SyncOp::Format => Say::new("narrate-format", g).done(),
        SyncOp::Stack => Say::new("narrate-stack", g).done(),
        SyncOp::BubbleEnter => Say::new("narrate-bubble-enter", g).done(),
        SyncOp::BubbleWait => Say::new("narrate-bubble-wait", g).done(),
        SyncOp::BubbleRun => Say::new("narrate-bubble-end", g).done(),
        SyncOp::Goexit => Say::new("narrate-goexit", g).done(),
        SyncOp::Exit => Say::new("narrate-os-exit", g).arg("value", new).done(),
        SyncOp::Throw => Say::new("narrate-die", g)
            .arg(
                "value",
                super::outcome(reader.machine).map_or_else(String::new, |o| o.message),
            )
            .done(),
        _ => Say::new("narrate-local", g).done(),
    }
}

/// What a write to `fd` added to its stream.
fn printed(reader: &Reader<'_>, fd: u64, from: u64, to: u64) -> String {
    let machine = reader.machine;
    let out = if fd == 1 {
        machine.stdout().into()
    } else {
        machine.stderr()
    };
    let at = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(out.len());
    let text = String::from_utf8_lossy(out.get(at(from)..at(to)).unwrap_or_default()).into_owned();
    let short: String = text.chars().take(MAX_QUOTE).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("{short:?}{dots}")
}

/// What a goroutine would do next.
pub fn pending(reader: &Reader<'_>, graph: &Graph, g: Gid, pending: &Pending) -> Sentence {
    let id = match pending.op.kind {
        PendingKind::Load => "next-read",
        PendingKind::Store { .. } => "next-write",
        PendingKind::Sync(op) => next_sync(op),
        PendingKind::Go => "next-go",
        PendingKind::Send => "next-send",
        PendingKind::Recv => "next-recv",
        PendingKind::Close => "next-close",
        PendingKind::ChanLen => "next-chan-len",
        PendingKind::Select => "next-select",
        PendingKind::Exit => "next-exit",
        PendingKind::Local => "next-local",
        PendingKind::End if dies(reader, g) => "next-die",
        PendingKind::End => "next-end",
    };
    let place = match pending.op.kind {
        PendingKind::Sync(SyncOp::RaceRead | SyncOp::RaceWrite) => {
            whole(reader, graph, pending.op.addr)
        }
        _ => graph.object_name(reader, pending.op.addr),
    };
    Say::new(id, g).arg("place", place).done()
}

/// Whether a goroutine stands at an end other than main's return.
fn dies(reader: &Reader<'_>, g: Gid) -> bool {
    let stand = reader.machine.goroutine(g).map(|g| &g.stand);
    matches!(stand, Some(Stand::End(reason)) if *reason != EndReason::MainReturned)
}

fn next_sync(op: SyncOp) -> &'static str {
    use SyncOp::*;
    match op {
        MutexLock | MutexTryLock | RwLockAnnounce | RwLock | RwTryLock | RwRLock | RwREnter
        | RwTryRLock => "next-lock",
        MutexUnlock | RwUnlock | RwRUnlock => "next-unlock",
        WgAdd => "next-add",
        WgWait => "next-wait",
        OnceEnter | OnceDone => "next-once",
        AtomicLoad | ValueLoad => "next-read",
        StoreByte | Copy => "next-write",
        Gosched | BubbleWait | BubbleRun => "next-yield",
        RaceDisable | RaceEnable | Bubble | BubbleEnter | BubbleLeave | Stack => "next-local",
        Sleep => "next-sleep",
        Choose | ChooseN => "next-choose",
        RaceRead | RaceWrite => "next-annotate",
        Write | Format => "next-print",
        Throw => "next-die",
        Exit | Goexit => "next-end",
        _ => "next-atomic",
    }
}
