//! How a goroutine looks everywhere on the page: a number in a shape of a colour. Never colour alone.
//!
//! Invariant: number, shape and colour depend on the goroutine's number only, so they are the same in code, stage and lanes, and in
//! every run of the program.

use sim_core::inspect::view::{GoroutineState, GoroutineView};

/// Colours in the palette (`--g1` … in style.css).
const COLOURS: u32 = 6;
/// Shapes of the badge (`.s1` … in style.css). With six colours, twelve goroutines look all different even without their numbers.
const SHAPES: u32 = 4;

/// Which colour of the palette, from 1.
pub fn colour(goroutine: u32) -> u32 {
    goroutine.wrapping_sub(1) % COLOURS + 1
}

/// CSS classes of the badge.
pub fn classes(goroutine: u32) -> String {
    let shape = goroutine.wrapping_sub(1) % SHAPES + 1;
    format!("badge g{} s{shape}", colour(goroutine))
}

/// The number as one character where there is one: `①`.
pub fn numeral(goroutine: u32) -> String {
    let circled = match goroutine {
        1..=20 => char::from_u32(0x2460 + goroutine - 1),
        21..=35 => char::from_u32(0x3251 + goroutine - 21),
        _ => None,
    };
    circled.map_or_else(|| format!("({goroutine})"), String::from)
}

/// Message id of a goroutine's state.
pub fn state_id(goroutine: &GoroutineView) -> &'static str {
    match goroutine.state {
        GoroutineState::Ready => "state-ready",
        GoroutineState::Blocked => "state-blocked",
        GoroutineState::Parked => "state-parked",
        GoroutineState::Sleeping => "state-sleeping",
        GoroutineState::Ended => "state-ended",
    }
}

/// Whether a reader may let it take the next step.
pub fn can_step(goroutine: &GoroutineView) -> bool {
    goroutine.state == GoroutineState::Ready && goroutine.next.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_stable_and_distinct() {
        let looks: std::collections::BTreeSet<String> = (1..=12).map(classes).collect();
        assert_eq!(looks.len(), 12);
        assert_eq!(classes(1), "badge g1 s1");
        assert_eq!(classes(13), classes(1));
    }

    #[test]
    fn numerals() {
        assert_eq!(numeral(1), "①");
        assert_eq!(numeral(20), "⑳");
        assert_eq!(numeral(21), "㉑");
        assert_eq!(numeral(99), "(99)");
    }
}
