//! Grouping of transitions into the steps a reader thinks in: runtime calls and source statements.
//!
//! A transition belongs to the *statement* at which the innermost user frame of its goroutine stood before it. Pure functions over
//! recorded places, so stepping back finds the same groups as stepping forward.

use std::collections::BTreeSet;

use crate::bytecode::CodePos;
use crate::machine::{Gid, Machine};
use crate::schedule::mix;
use crate::source::Pos;

/// Where a goroutine stands, as far as grouping cares.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Which goroutine.
    pub goroutine: Gid,
    /// Number of user frames.
    pub depth: u32,
    /// Start of the statement in the innermost user frame.
    pub stmt: Pos,
    /// The next operation stands inside the runtime or library.
    pub prelude: bool,
    /// The next operation itself.
    pub at: CodePos,
    /// All frames with where each of them stands, mixed into a number: a runtime function that a statement calls twice stands at one
    /// instruction twice, but not with the same frames beneath.
    pub stack: u64,
}

impl Place {
    /// Where `g` stands now.
    pub fn of(machine: &Machine, g: Gid) -> Place {
        let program = machine.program();
        let mut place = Place {
            goroutine: g,
            depth: 0,
            stmt: Pos(0),
            prelude: false,
            at: CodePos::default(),
            stack: 0,
        };
        let Some(goroutine) = machine.goroutine(g) else {
            return place;
        };
        place.at = goroutine.at();
        for frame in &goroutine.frames {
            place.stack = mix(place.stack ^ (u64::from(frame.func) << 32 | u64::from(frame.pc)));
            let Some(function) = program.functions.get(frame.func as usize) else {
                continue;
            };
            place.prelude = function.prelude && !function.wrapper;
            if !function.prelude && !function.wrapper {
                place.depth += 1;
                place.stmt = function.line_at(frame.pc).map_or(Pos(0), |l| l.stmt);
            }
        }
        place
    }

    /// Whether a goroutine that began a statement at `self` has finished it when it stands at `now`: it is at another statement of the
    /// same frame, or back in an outer one, or at the very same operation again, called in the same way (the next round of a loop).
    /// Deeper user frames are calls that the statement makes: still inside.
    pub fn left_statement(&self, now: &Place) -> bool {
        now.depth < self.depth
            || (now.depth == self.depth && (now.stmt != self.stmt || now == self))
    }
}

/// Index of the first transition of the statement step that ends before transition `cursor`: the earliest from which stepping forward
/// ends just there. A place that occurs again before `cursor` is no such start, since that step would have ended at the repetition.
pub fn statement_start(places: &[Place], cursor: usize) -> usize {
    let Some(last) = cursor.checked_sub(1).and_then(|i| places.get(i)) else {
        return 0;
    };
    let (mut start, mut seen) = (cursor - 1, BTreeSet::from([*last]));
    for i in (0..cursor - 1).rev() {
        let place = places[i];
        let deeper = place.depth > last.depth;
        let same = place.depth == last.depth && place.stmt == last.stmt;
        if place.goroutine != last.goroutine || !(deeper || same) {
            break;
        }
        if same && seen.insert(place) {
            start = i;
        }
    }
    start
}

/// Index of the first transition of the call step that ends before transition `cursor`: all of one goroutine's run inside the runtime.
pub fn call_start(places: &[Place], cursor: usize) -> usize {
    let Some(last) = cursor.checked_sub(1).and_then(|i| places.get(i)) else {
        return 0;
    };
    let mut start = cursor - 1;
    while start > 0 && places[start].prelude && places[start - 1].goroutine == last.goroutine {
        start -= 1;
        if !places[start].prelude {
            // The user's own operation before the call is a step of its own.
            return start + 1;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(depth: u32, stmt: u32, pc: u32, prelude: bool) -> Place {
        let at = CodePos { func: depth, pc };
        Place {
            goroutine: Gid(1),
            depth,
            stmt: Pos(stmt),
            prelude,
            at,
            stack: u64::from(pc),
        }
    }

    #[test]
    fn a_statement_spans_the_calls_it_makes() {
        let run = [
            place(1, 10, 0, false),
            place(2, 50, 0, false),
            place(2, 60, 1, false),
            place(1, 10, 3, false),
            place(1, 20, 4, false),
        ];
        assert!(!run[0].left_statement(&run[1]));
        assert!(!run[0].left_statement(&run[3]));
        assert!(run[0].left_statement(&run[4]));
        assert_eq!(statement_start(&run, 4), 0);
        assert_eq!(statement_start(&run, 5), 4);
        assert_eq!(statement_start(&run, 3), 2);
    }

    #[test]
    fn each_round_of_a_loop_is_a_step() {
        let (load, store) = (place(1, 10, 0, false), place(1, 10, 1, false));
        assert!(load.left_statement(&load));
        assert!(!load.left_statement(&store));
        assert_eq!(statement_start(&[load, store, load, store], 4), 2);
    }

    #[test]
    fn a_call_step_is_the_run_inside_the_runtime() {
        let run = [
            place(1, 10, 0, false),
            place(1, 10, 1, true),
            place(1, 10, 2, true),
            place(1, 20, 3, false),
        ];
        assert_eq!(call_start(&run, 3), 1);
        assert_eq!(call_start(&run, 4), 3);
        assert_eq!(call_start(&run, 0), 0);
    }
}
