//! INTERFACE. A session: one program with one recorded run and a cursor in it. Command in, view out.
//!
//! The only module that wires checker, lowering, machine, schedule, timeline and inspect. The page and the command line talk
//! to the core through here alone.
//!
//! Invariants:
//! - `program text + Go version + schedule string + step` gives the same [`View`] everywhere.
//! - A command never loses the text or the recorded run, except that choosing another goroutine or alternative in the middle of a
//!   recording cuts off what was recorded after the cursor.
//! - No call runs longer than its budget of transitions: long work is done by repeated [`Session::advance`].
//!
//! The surface (implemented in this file; all types here and in [`api`] and [`crate::inspect::view`] are plain data):
//! ```text
//! Session::open(files: &[(String, String)], options: &Options) -> Result<Session, Vec<DiagnosticView>>      never panics
//! Session::open_at(files, options, schedule: &str, step: u64) -> Result<Session, OpenError>   a link: replays a schedule string
//! session.command(Command) -> Reply              session.advance(budget_transitions: u64) -> Reply          sliced long work
//! session.view() -> View                         session.options() -> &Options
//! session.files() -> Vec<FileView>               user files first, then prelude files that the program uses
//! session.lanes(from: u64, to: u64) -> Vec<LaneCell>      session.trace(from: u64, to: u64) -> Vec<TraceLine>   1-based, inclusive
//! session.schedule() -> String                   URL-safe form of the recorded run up to its end
//! session.trace_hash() -> u64                    of the recorded run up to the cursor
//! ```

pub mod api;
