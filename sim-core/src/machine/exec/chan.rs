//! Channels.
//!
//! A channel is one object: five header words, then the ring buffer.
//! ```text
//! 0 closed (0 or 1)   1 capacity   2 length   3 index of the oldest element   4 element type   5.. capacity × words of an element
//! ```
//! The upper half of word 4 is the address of the bubble of `testing/synctest` in which the channel was made, 0 for none: nobody outside
//! may use it (nor ask it for more than its length).
//!
//! Goroutines that wait are kept in the machine's state, one queue for all channels: sorted by channel, then by arrival, so that
//! two states that differ only in the order of unrelated arrivals are equal. As in Go, a value is handed over directly between a
//! goroutine that waits and the one that comes, in the order of arrival, and the one that waited goes on at once.

use super::chan_queue::{
    NOT_SELECT, Slots, Waiter, copy, dequeue, enqueue, first_waiter, hand_over, index_of, report,
    window,
};
use super::visible::Visible;
use super::{Cpu, Done, Env, goroutines};
use crate::bytecode::{Program, RTypeId, Reg};
use crate::machine::event::{Addr, ChanEnd, Gid, Op};
use crate::machine::fault::Fault;
use crate::machine::goroutine::Stand;
use crate::machine::heap::{Heap, ObjectKind};
use crate::machine::{State, bubble};

pub(in crate::machine) use super::select::ready_cases;

const HEADER: u64 = 5;

/// A channel object, decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChanView {
    /// Its address.
    pub addr: Addr,
    /// Closed.
    pub closed: bool,
    /// Capacity.
    pub cap: u64,
    /// Elements in the buffer.
    pub len: u64,
    /// Index of the oldest.
    pub head: u64,
    /// Element type.
    pub elem: RTypeId,
    /// Words of an element.
    pub elem_words: u32,
}

impl ChanView {
    /// Decodes the channel at an address; `None` where the cells do not look like one.
    pub fn at(heap: &Heap, program: &Program, addr: Addr) -> Option<ChanView> {
        let &[closed, cap, len, head, elem] = heap.words(addr, HEADER)? else {
            return None;
        };
        let elem = RTypeId(elem as u32);
        let elem_words = program.rtypes.get(elem.0 as usize)?.words;
        let buffer = cap.checked_mul(u64::from(elem_words))?;
        heap.words(addr + HEADER, buffer)?;
        let sound = closed <= 1 && len <= cap && (head < cap || head == 0);
        sound.then_some(ChanView {
            addr,
            closed: closed == 1,
            cap,
            len,
            head,
            elem,
            elem_words,
        })
    }

    /// The bubble in which a channel was made, 0 for none.
    pub(in crate::machine) fn bubble_of(heap: &Heap, addr: Addr) -> Addr {
        heap.word(addr.wrapping_add(4)).unwrap_or(0) >> 32
    }

    /// First cell of the i-th oldest element.
    pub fn slot(&self, index: u64) -> Addr {
        let position = if self.cap == 0 {
            0
        } else {
            (self.head + index) % self.cap
        };
        self.addr + HEADER + position * u64::from(self.elem_words)
    }
}

/// How a channel operation of goroutine `index` goes: ready now (and done), or to wait.
pub(super) enum Attempt {
    /// Done; for a receive whether a value was received. A partner, if any, is still to be resumed.
    Done { end: ChanEnd, ok: bool },
    /// Would have to wait.
    Blocked,
    /// A send on a closed channel.
    Closed,
    /// Panics or faults.
    Fault(Box<Fault>),
}

/// Tries to send from goroutine `index`.
pub(super) fn try_send(state: &mut State, env: &Env, index: usize, ch: Addr, src: Reg) -> Attempt {
    let Some(view) = ChanView::at(&state.heap, env.program, ch) else {
        return Attempt::Fault(Fault::Address(ch).into());
    };
    if view.closed {
        return Attempt::Closed;
    }
    if let Some(waiter) = first_waiter(state, ch, false) {
        let partner = index_of(waiter.goroutine);
        let slots = state
            .goroutines
            .get(partner)
            .and_then(|goroutine| waiter.slots(env.program, goroutine));
        dequeue(state, waiter.goroutine);
        if let Some(slots) = slots {
            hand_over(state, (index, src), (partner, slots.value), view.elem_words);
            if let Some(goroutine) = state.goroutines.get_mut(partner) {
                report(goroutine, slots, true);
            }
        }
        return Attempt::Done {
            end: ChanEnd::With(waiter.goroutine),
            ok: true,
        };
    }
    if view.len == view.cap {
        return Attempt::Blocked;
    }
    let State {
        heap, goroutines, ..
    } = state;
    if let Some(goroutine) = goroutines.get_mut(index)
        && let Some(cells) = heap.words_mut(view.slot(view.len), u64::from(view.elem_words))
    {
        copy(window(goroutine, src, view.elem_words), cells);
    }
    set_header(heap, ch, 2, view.len + 1);
    Attempt::Done {
        end: ChanEnd::Done,
        ok: true,
    }
}

/// Tries to receive in goroutine `index`.
pub(super) fn try_recv(state: &mut State, env: &Env, index: usize, ch: Addr, dst: Reg) -> Attempt {
    let Some(view) = ChanView::at(&state.heap, env.program, ch) else {
        return Attempt::Fault(Fault::Address(ch).into());
    };
    let sender = first_waiter(state, ch, true);
    if view.len > 0 {
        take_oldest(state, &view, index, dst);
        if let Some(waiter) = sender {
            refill(state, env, &view, waiter);
            return Attempt::Done {
                end: ChanEnd::With(waiter.goroutine),
                ok: true,
            };
        }
        return Attempt::Done {
            end: ChanEnd::Done,
            ok: true,
        };
    }
    if let Some(waiter) = sender {
        let partner = index_of(waiter.goroutine);
        let slots = state
            .goroutines
            .get(partner)
            .and_then(|goroutine| waiter.slots(env.program, goroutine));
        dequeue(state, waiter.goroutine);
        if let Some(slots) = slots {
            hand_over(state, (partner, slots.value), (index, dst), view.elem_words);
            if let Some(goroutine) = state.goroutines.get_mut(partner) {
                report(goroutine, slots, true);
            }
        }
        return Attempt::Done {
            end: ChanEnd::With(waiter.goroutine),
            ok: true,
        };
    }
    if !view.closed {
        return Attempt::Blocked;
    }
    if let Some(goroutine) = state.goroutines.get_mut(index) {
        window(goroutine, dst, view.elem_words).fill(0);
    }
    Attempt::Done {
        end: ChanEnd::Done,
        ok: false,
    }
}

/// Moves the oldest element of the buffer to registers.
fn take_oldest(state: &mut State, view: &ChanView, index: usize, dst: Reg) {
    let State {
        heap, goroutines, ..
    } = state;
    if let Some(goroutine) = goroutines.get_mut(index)
        && let Some(cells) = heap.words_mut(view.slot(0), u64::from(view.elem_words))
    {
        copy(cells, window(goroutine, dst, view.elem_words));
        cells.fill(0);
    }
    set_header(heap, view.addr, 2, view.len - 1);
    set_header(
        heap,
        view.addr,
        3,
        if view.head + 1 == view.cap {
            0
        } else {
            view.head + 1
        },
    );
}

/// Lets a waiting sender put its value into the place that a receive has just freed in a full buffer.
fn refill(state: &mut State, env: &Env, before: &ChanView, waiter: Waiter) {
    let partner = index_of(waiter.goroutine);
    let slots = state
        .goroutines
        .get(partner)
        .and_then(|goroutine| waiter.slots(env.program, goroutine));
    dequeue(state, waiter.goroutine);
    let State {
        heap, goroutines, ..
    } = state;
    if let (Some(slots), Some(goroutine)) = (slots, goroutines.get_mut(partner)) {
        if let Some(cells) = heap.words_mut(before.slot(before.len), u64::from(before.elem_words)) {
            copy(window(goroutine, slots.value, before.elem_words), cells);
        }
        report(goroutine, slots, true);
    }
    set_header(heap, before.addr, 2, before.len);
}

fn set_header(heap: &mut Heap, ch: Addr, word: u64, value: u64) {
    if let Some(cell) = heap.word_mut(ch + word) {
        *cell = value;
    }
}

pub(super) fn closed_send() -> Fault {
    Fault::Plain("send on closed channel".to_string())
}

/// The fatal error of using a channel of a bubble from outside.
pub(super) fn foreign(state: &State, index: usize, ch: Addr, what: &str) -> Option<Visible> {
    let goroutine = state.goroutines.get(index)?;
    bubble::is_foreign(state, goroutine, ch).then(|| {
        let text = format!("{what} synctest channel from outside bubble");
        Visible::Fault(Fault::Fatal(text).into())
    })
}

/// `ch <- v`.
pub(super) fn send(state: &mut State, env: &Env, index: usize, ch: Addr, src: Reg) -> Visible {
    let g = Gid(index as u32 + 1);
    let parked = Op::Send {
        ch,
        end: ChanEnd::Parked,
    };
    if ch == 0 {
        return Visible::Stand(parked, Stand::Forever);
    }
    if let Some(fatal) = foreign(state, index, ch, "send on") {
        return fatal;
    }
    match try_send(state, env, index, ch, src) {
        Attempt::Done { end, .. } => {
            resume_partner(state, env, end);
            Visible::Done(Op::Send { ch, end })
        }
        Attempt::Blocked => {
            enqueue(
                state,
                Waiter {
                    ch,
                    send: true,
                    goroutine: g,
                    case: NOT_SELECT,
                },
            );
            Visible::Stand(parked, Stand::Parked)
        }
        Attempt::Closed => Visible::Raise(
            Op::Send {
                ch,
                end: ChanEnd::Panicked,
            },
            closed_send().into(),
        ),
        Attempt::Fault(fault) => Visible::Fault(fault),
    }
}

/// `v, ok = <-ch`.
pub(super) fn recv(
    state: &mut State,
    env: &Env,
    index: usize,
    ch: Addr,
    (dst, ok_reg): (Reg, Reg),
) -> Visible {
    let g = Gid(index as u32 + 1);
    let parked = Op::Recv {
        ch,
        end: ChanEnd::Parked,
        ok: false,
    };
    if ch == 0 {
        return Visible::Stand(parked, Stand::Forever);
    }
    if let Some(fatal) = foreign(state, index, ch, "receive on") {
        return fatal;
    }
    match try_recv(state, env, index, ch, dst) {
        Attempt::Done { end, ok } => {
            if let Some(goroutine) = state.goroutines.get_mut(index) {
                report(
                    goroutine,
                    Slots {
                        value: dst,
                        ok: Some(ok_reg),
                        case: None,
                    },
                    ok,
                );
            }
            resume_partner(state, env, end);
            Visible::Done(Op::Recv { ch, end, ok })
        }
        Attempt::Blocked => {
            enqueue(
                state,
                Waiter {
                    ch,
                    send: false,
                    goroutine: g,
                    case: NOT_SELECT,
                },
            );
            Visible::Stand(parked, Stand::Parked)
        }
        Attempt::Closed => Visible::Fault(closed_send().into()),
        Attempt::Fault(fault) => Visible::Fault(fault),
    }
}

/// Lets the goroutine that an operation was completed with go on.
pub(super) fn resume_partner(state: &mut State, env: &Env, end: ChanEnd) {
    if let ChanEnd::With(g) = end {
        goroutines::resume(state, env, index_of(g));
    }
}

/// `close(ch)`: wakes everybody; receivers get zero values, senders panic.
pub(super) fn close(state: &mut State, env: &Env, index: usize, ch: Addr) -> Visible {
    if ch == 0 {
        return Visible::Fault(Fault::Plain("close of nil channel".to_string()).into());
    }
    if let Some(fatal) = foreign(state, index, ch, "close of") {
        return fatal;
    }
    let Some(view) = ChanView::at(&state.heap, env.program, ch) else {
        return Visible::Fault(Fault::Address(ch).into());
    };
    if view.closed {
        return Visible::Fault(Fault::Plain("close of closed channel".to_string()).into());
    }
    set_header(&mut state.heap, ch, 0, 1);
    let mut woken = 0;
    while let Some(waiter) =
        first_waiter(state, ch, false).or_else(|| first_waiter(state, ch, true))
    {
        woken += 1;
        let partner = index_of(waiter.goroutine);
        let slots = state
            .goroutines
            .get(partner)
            .and_then(|goroutine| waiter.slots(env.program, goroutine));
        dequeue(state, waiter.goroutine);
        if waiter.send {
            goroutines::fail(state, env, partner, closed_send());
            continue;
        }
        if let (Some(slots), Some(goroutine)) = (slots, state.goroutines.get_mut(partner)) {
            window(goroutine, slots.value, view.elem_words).fill(0);
            report(goroutine, slots, false);
        }
        goroutines::resume(state, env, partner);
    }
    Visible::Done(Op::Close { ch, woken })
}

/// `len(ch)`.
pub(super) fn len(state: &mut State, env: &Env, index: usize, ch: Addr, dst: Reg) -> Visible {
    let len = match ChanView::at(&state.heap, env.program, ch) {
        Some(view) => view.len,
        None if ch == 0 => 0,
        None => return Visible::Fault(Fault::Address(ch).into()),
    };
    if let Some(goroutine) = state.goroutines.get_mut(index)
        && let [slot] = window(goroutine, dst, 1)
    {
        *slot = len;
    }
    Visible::Done(Op::ChanLen { ch, len })
}

impl Cpu<'_> {
    /// `dst = make(chan T, cap)`.
    pub fn make_chan(&mut self, dst: Reg, cap: Reg, ty: u16) -> Done {
        let cap = self.get(cap);
        let words = self.rtype(u32::from(ty)).map_or(0, |ty| ty.words);
        let bytes = self.rtype(u32::from(ty)).map_or(0, |ty| ty.bytes);
        // Go's own bound on one allocation is 2^48 bytes.
        if (cap as i64) < 0 || cap.checked_mul(bytes).is_none_or(|bytes| bytes > 1 << 48) {
            return Err(Fault::Plain("makechan: size out of range".to_string()).into());
        }
        let size = cap
            .checked_mul(u64::from(words))
            .and_then(|buffer| u32::try_from(buffer + HEADER).ok());
        let site = self.site();
        let size = size.ok_or(Fault::HeapLimit)?;
        let addr = self
            .heap
            .alloc(ObjectKind::Chan, RTypeId(u32::from(ty)), size, 1, site)?;
        set_header(self.heap, addr, 1, cap);
        set_header(self.heap, addr, 4, u64::from(ty) | self.g.bubble << 32);
        self.set(dst, addr);
        Ok(())
    }

    /// `dst = cap(ch)`.
    pub fn chan_cap(&mut self, dst: Reg, ch: Reg) -> Done {
        let ch = self.get(ch);
        let cap = match ChanView::at(self.heap, self.env.program, ch) {
            Some(view) => view.cap,
            None if ch == 0 => 0,
            None => return Err(Fault::Address(ch).into()),
        };
        self.set(dst, cap);
        Ok(())
    }
}
