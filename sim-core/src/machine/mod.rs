//! INTERFACE. The machine: a Go program's whole state as one plain value, advanced one transition at a time.
//!
//! The public surface, which drivers rely on (bodies live in `exec/`, `memory.rs`, `goroutine.rs`, `fault.rs` …):
//! ```text
//! Machine::new(Arc<Program>, &Config) -> Machine          runs main's invisible prefix; nothing visible has happened yet
//! machine.status() -> &Status                             Running, or Ended(Outcome)
//! machine.enabled(&mut Vec<Gid>)                          goroutines whose pending operation can happen now, ascending
//! machine.pending(g) -> Option<Pending>                   what g would do next; None when g has ended, is parked, or does not exist
//! machine.step(g, alt) -> Result<Event, StepError>   executes it; Err leaves the machine unchanged (not enabled, alt out of range, ended)
//! ```
//! Invariants: no screen, schedule, clock or randomness is known here; every choice comes in through `step`. `Clone + Eq + Hash`.

pub mod event;

pub use event::{Addr, ChanEnd, Event, Gid, Op};
