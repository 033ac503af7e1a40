//! Witnesses: schedules that lead to an outcome.

use super::trail::Trail;
use crate::machine::Gid;
use crate::schedule::{Choice, Schedule};

/// The choices of an execution. What a goroutine did on its own during another one's transition (right after it was started, or let go
/// on) is put off until its next own transition, or to the end: so it does not look like a pre-emption.
pub(super) fn schedule(trail: &Trail) -> Schedule {
    let mut choices: Vec<Choice> = Vec::with_capacity(trail.choices.len());
    let mut later: Vec<Choice> = Vec::new();
    let put =
        |g: Gid, range: std::ops::Range<usize>, later: &mut Vec<Choice>, out: &mut Vec<Choice>| {
            let mine = |choice: &Choice| choice.goroutine == g;
            out.extend(later.iter().copied().filter(mine));
            later.retain(|choice| !mine(choice));
            for choice in trail.choices.get(range).unwrap_or(&[]) {
                if mine(choice) {
                    out.push(*choice);
                } else {
                    later.push(*choice);
                }
            }
        };
    later.extend_from_slice(trail.choices.get(..trail.choices_at(0)).unwrap_or(&[]));
    for (position, event) in trail.events.iter().enumerate() {
        let range = trail.choices_at(position)..trail.choices_at(position + 1);
        put(event.g, range, &mut later, &mut choices);
    }
    if !trail.ends_itself() {
        choices.append(&mut later);
    }
    Schedule { choices }
}
