//! Witnesses: schedules that lead to an outcome.

use super::trail::Trail;
use crate::machine::Gid;
use crate::schedule::{Choice, Schedule};

/// The choices of an execution. What a goroutine did on its own during another one's transition (right after it was started, or let go
/// on) is put off until its next own transition, or to the end: so it does not look like a pre-emption. Only what came before the
/// transition's own first choice keeps its place: there a goroutine became a waiter before time moved.
pub(super) fn schedule(trail: &Trail) -> Schedule {
    let mut order = Order {
        choices: Vec::with_capacity(trail.choices.len()),
        later: Vec::new(),
    };
    let begin = trail.choices.get(..trail.choices_at(0)).unwrap_or(&[]);
    order.later.extend_from_slice(begin);
    for (position, event) in trail.events.iter().enumerate() {
        let range = trail.choices_at(position)..trail.choices_at(position + 1);
        order.put(event.g, trail.choices.get(range).unwrap_or(&[]));
    }
    if !trail.ends_itself() {
        order.choices.append(&mut order.later);
    }
    Schedule {
        choices: order.choices,
    }
}

/// Choices in their final order, and those put off.
struct Order {
    choices: Vec<Choice>,
    later: Vec<Choice>,
}

impl Order {
    /// The choices of one transition of a goroutine.
    fn put(&mut self, g: Gid, choices: &[Choice]) {
        let own = choices.iter().position(|choice| choice.goroutine == g);
        let (before, behind) = choices.split_at(own.unwrap_or(0));
        for choice in before {
            self.catch_up(choice.goroutine);
            self.choices.push(*choice);
        }
        self.catch_up(g);
        for choice in behind {
            match choice.goroutine == g {
                true => self.choices.push(*choice),
                false => self.later.push(*choice),
            }
        }
    }

    /// What a goroutine has put off.
    fn catch_up(&mut self, g: Gid) {
        let due = self.later.iter().filter(|choice| choice.goroutine == g);
        self.choices.extend(due.copied());
        self.later.retain(|choice| choice.goroutine != g);
    }
}
