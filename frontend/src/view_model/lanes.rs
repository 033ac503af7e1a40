//! Where the lanes' cells stand: which transitions are on screen, which transition is under a pointer, and back.
//!
//! Only what is on screen is ever asked of the session or drawn, so ten thousand transitions cost what fifty do.
//! Invariant: `first + capacity` covers the screen; transitions count from 1.

use std::collections::BTreeSet;

use sim_core::inspect::view::{CellKind, LaneCell};

/// Width of one cell, CSS pixels.
pub const CELL_WIDTH: f64 = 16.0;
/// Height of one goroutine's row, CSS pixels.
pub const ROW_HEIGHT: f64 = 22.0;
/// Height of the strip that stands for the whole run, CSS pixels.
pub const STRIP_HEIGHT: f64 = 8.0;

/// The part of a run that is on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Window {
    /// First transition shown, from 1.
    pub first: u64,
    /// Transitions that fit.
    pub capacity: u64,
    /// Transitions recorded.
    pub recorded: u64,
}

impl Window {
    /// Last transition shown.
    pub fn last(&self) -> u64 {
        (self.first + self.capacity)
            .saturating_sub(1)
            .min(self.recorded)
    }

    /// Whether the run is longer than the screen.
    pub fn is_partial(&self) -> bool {
        self.recorded > self.capacity
    }

    /// The window after the cursor moved: it stays where it is as long as the cursor is well inside, so that cells do not swim.
    pub fn following(self, cursor: u64, recorded: u64) -> Window {
        let window = Window { recorded, ..self };
        if recorded <= self.capacity {
            return Window { first: 1, ..window };
        }
        let margin = (self.capacity / 8).max(1);
        let inside = cursor >= self.first.saturating_add(margin).min(recorded)
            && cursor + margin <= self.first + self.capacity;
        let at_start = self.first <= 1 && cursor + margin <= self.capacity;
        if self.first >= 1 && (inside || at_start) {
            return window.moved_to(self.first);
        }
        window.moved_to(cursor.saturating_sub(self.capacity / 2))
    }

    /// The window with another first transition, kept within the run.
    pub fn moved_to(self, first: u64) -> Window {
        let latest = (self.recorded + 1).saturating_sub(self.capacity).max(1);
        Window {
            first: first.clamp(1, latest),
            ..self
        }
    }

    /// Left edge of a transition's cell.
    pub fn x_of(&self, step: u64) -> f64 {
        (step as f64 - self.first as f64) * CELL_WIDTH
    }

    /// The cursor position meant by a pointer over the cells: the transition under it has just happened. Left of all: the start.
    pub fn step_at(&self, x: f64) -> u64 {
        if x < 0.0 {
            return self.first.saturating_sub(1);
        }
        (self.first + (x / CELL_WIDTH) as u64).min(self.recorded)
    }

    /// The cursor position meant by a pointer on the strip, which is `width` wide.
    pub fn step_on_strip(&self, x: f64, width: f64) -> u64 {
        let share = if width > 0.0 {
            (x / width).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (share * self.recorded as f64).round() as u64
    }

    /// Left edge and width of the shown part on the strip.
    pub fn thumb(&self, width: f64) -> (f64, f64) {
        let all = self.recorded.max(1) as f64;
        let left = (self.first.saturating_sub(1)) as f64 / all * width;
        (
            left,
            (self.capacity as f64 / all * width).clamp(6.0, width.max(6.0)),
        )
    }
}

/// Most rows drawn.
const ROWS_MAX: usize = 40;

/// Goroutines that get a row: all of them, or where there are too many, those that do something on screen.
pub fn rows(all: &[u32], cells: &[LaneCell], looked_at: u32) -> Vec<u32> {
    if all.len() <= ROWS_MAX {
        return all.to_vec();
    }
    let seen = cells
        .iter()
        .map(|cell| cell.goroutine)
        .chain([1, looked_at]);
    let rows: BTreeSet<u32> = seen.collect();
    rows.into_iter()
        .filter(|id| all.binary_search(id).is_ok())
        .take(ROWS_MAX)
        .collect()
}

/// How many cells fit a width.
pub fn capacity_of(width: f64) -> u64 {
    (width / CELL_WIDTH).floor().max(4.0) as u64
}

/// The mark in a cell. With the shade it tells the kinds apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Empty square: looks and leaves all as it is.
    Hollow,
    /// Full square.
    Solid,
    /// Full diamond.
    Diamond,
    /// Square with a shackle.
    Lock,
    /// Two arrows.
    Arrows,
    /// A fork.
    Fork,
    /// Lines of text.
    Lines,
    /// Small dot.
    Dot,
    /// A bar.
    Bar,
    /// A cross.
    Cross,
}

/// Each kind's mark.
pub fn glyph(kind: CellKind) -> Glyph {
    match kind {
        CellKind::Read => Glyph::Hollow,
        CellKind::Write => Glyph::Solid,
        CellKind::Atomic => Glyph::Diamond,
        CellKind::Lock => Glyph::Lock,
        CellKind::Channel => Glyph::Arrows,
        CellKind::Go => Glyph::Fork,
        CellKind::Output => Glyph::Lines,
        CellKind::Runtime => Glyph::Dot,
        CellKind::Exit => Glyph::Bar,
        CellKind::End => Glyph::Cross,
    }
}

/// All kinds with their message ids, in the order of the legend.
pub const KINDS: &[(CellKind, &str)] = &[
    (CellKind::Read, "kind-read"),
    (CellKind::Write, "kind-write"),
    (CellKind::Atomic, "kind-atomic"),
    (CellKind::Lock, "kind-lock"),
    (CellKind::Channel, "kind-channel"),
    (CellKind::Go, "kind-go"),
    (CellKind::Output, "kind-output"),
    (CellKind::Runtime, "kind-runtime"),
    (CellKind::Exit, "kind-exit"),
    (CellKind::End, "kind-end"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn window(first: u64, capacity: u64, recorded: u64) -> Window {
        Window {
            first,
            capacity,
            recorded,
        }
    }

    #[test]
    fn short_runs_do_not_scroll() {
        let now = window(1, 50, 10).following(10, 40);
        assert_eq!((now.first, now.last(), now.is_partial()), (1, 40, false));
    }

    #[test]
    fn long_runs_follow_the_cursor_without_swimming() {
        let mut now = window(1, 50, 10_000);
        for cursor in 0..=40 {
            now = now.following(cursor, 10_000);
            assert_eq!(now.first, 1, "cursor {cursor}");
        }
        now = now.following(5_000, 10_000);
        assert_eq!(now.first, 4_975);
        assert_eq!(now.following(5_001, 10_000).first, 4_975);
        assert_eq!(now.following(10_000, 10_000).last(), 10_000);
        assert_eq!(now.following(0, 10_000).first, 1);
    }

    #[test]
    fn the_cursor_is_always_on_screen() {
        for capacity in [4, 5, 33, 50] {
            for recorded in [1, 4, 49, 51, 1000] {
                let mut now = window(1, capacity, 0);
                for cursor in (0..=recorded).chain((0..=recorded).rev()) {
                    now = now.following(cursor, recorded);
                    assert!(
                        cursor == 0 || (now.first..=now.last()).contains(&cursor),
                        "{capacity} {recorded} {cursor} {now:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_crowd_shows_who_moves() {
        let crowd: Vec<u32> = (1..=10_000).collect();
        let cell = |goroutine| LaneCell {
            step: 1,
            goroutine,
            kind: CellKind::Read,
            prelude: false,
        };
        assert_eq!(rows(&crowd, &[cell(7000), cell(3)], 12), [1, 3, 12, 7000]);
        assert_eq!(rows(&[1, 2, 3], &[], 1), [1, 2, 3]);
    }

    #[test]
    fn pointers_find_transitions() {
        let now = window(101, 50, 1000);
        assert_eq!(now.step_at(-3.0), 100);
        assert_eq!(now.step_at(0.0), 101);
        assert_eq!(now.step_at(CELL_WIDTH * 2.5), 103);
        assert_eq!(now.step_at(1e9), 1000);
        assert_eq!(now.step_on_strip(50.0, 100.0), 500);
        assert_eq!(now.step_on_strip(-5.0, 100.0), 0);
        assert_eq!(now.x_of(103), CELL_WIDTH * 2.0);
    }
}
