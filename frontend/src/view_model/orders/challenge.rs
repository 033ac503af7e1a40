//! Challenges: endings that a reader tries to reach by choosing who goes next, and one to make all orders end well.
//!
//! Invariants:
//! - Each is made of a census: nothing is offered that no order reaches, and a witness was replayed before.
//! - Par is the fewest pre-emptions that the exploration found for it.

use sim_core::session::orders::walk::Walk;
use sim_core::session::orders::{Bound, OrdersView, OutcomeRow};

use super::census::{Tone, line_of, reference, tone};

/// The kind of the ending that leaves goroutines behind; also the challenge's name in links.
pub const LEAK: &str = "leak";

/// What has to come about.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// The program ends in this way.
    Ending {
        /// Kind.
        kind: String,
        /// Message, as in a census.
        message: String,
    },
    /// The program ends normally with another output than this.
    OtherOutput {
        /// The usual output.
        usual: String,
    },
    /// After an edit every order ends well, with one output.
    Fix {
        /// That output, where one is usual.
        usual: Option<String>,
    },
}

/// A challenge.
#[derive(Clone, Debug, PartialEq)]
pub struct Challenge {
    /// Name in links.
    pub id: String,
    /// What has to come about.
    pub goal: Goal,
    /// Fewest pre-emptions found; 0 for [`Goal::Fix`].
    pub par: u32,
    /// Whether no order does with fewer.
    pub is_exact: bool,
}

impl Challenge {
    /// Whether the reader's own run has reached the goal. That goroutines were left behind is no ending of the run itself.
    pub fn is_won_by(&self, walk: &Walk) -> bool {
        match &self.goal {
            Goal::Ending { kind, .. } if kind == LEAK => !walk.left.is_empty(),
            _ => self.is_reached_by(&walk.outcome),
        }
    }

    /// Whether an order that a census lists so has reached the goal.
    pub fn is_reached_by(&self, outcome: &OutcomeRow) -> bool {
        match &self.goal {
            Goal::Ending { kind, message } => outcome.kind == *kind && outcome.message == *message,
            Goal::OtherOutput { usual } => outcome.is_good() && outcome.stdout != *usual,
            Goal::Fix { .. } => false,
        }
    }

    /// Whether this census of an edited program is what [`Goal::Fix`] asks for.
    pub fn is_fixed_by(&self, view: &OrdersView) -> bool {
        let Goal::Fix { usual } = &self.goal else {
            return false;
        };
        let same = |row: &OutcomeRow| usual.as_ref().is_none_or(|usual| row.stdout == *usual);
        view.is_proof()
            && view.races.is_empty()
            && view.outcomes.len() == 1
            && view.outcomes.iter().all(|row| row.is_good() && same(row))
    }

    /// Whether it is about editing, not about stepping.
    pub fn is_fix(&self) -> bool {
        matches!(self.goal, Goal::Fix { .. })
    }

    /// Message id of its name, and what the name speaks of.
    pub fn name(&self) -> (&'static str, String) {
        match &self.goal {
            Goal::Ending { kind, message } => {
                let id = match kind.as_str() {
                    "fatal" => "challenge-fatal",
                    "panic" => "challenge-panic",
                    "deadlock" => "challenge-deadlock",
                    "fail" => "challenge-fail",
                    LEAK => "challenge-leak",
                    _ => "challenge-exit",
                };
                (id, message.lines().next().unwrap_or_default().to_owned())
            }
            Goal::OtherOutput { usual } => {
                let usual = OutcomeRow {
                    kind: "ok".into(),
                    message: String::new(),
                    stdout: usual.clone(),
                    executions: 0,
                    preemptions: 0,
                    schedule: String::new(),
                    verified: false,
                };
                ("challenge-output", line_of(&usual))
            }
            Goal::Fix { .. } => ("challenge-fix", String::new()),
        }
    }
}

/// The challenges of a census: one for each bad ending, one for another output, and one to put it right.
pub fn challenges(view: &OrdersView, within: Option<u32>) -> Vec<Challenge> {
    let mut found: Vec<Challenge> = Vec::new();
    // The reader may take turns anywhere: under a mask finer orders were not tried.
    let masked = |bound: &Bound| matches!(bound, Bound::Calls | Bound::Statements);
    let within = within.filter(|_| !view.bounds.iter().any(masked));
    let is_exact = |par: u32| par == 0 || within.is_some_and(|within| par <= within + 1);
    let mut rows: Vec<&OutcomeRow> = view.outcomes.iter().filter(|row| row.verified).collect();
    rows.sort_by_key(|row| (row.preemptions, row.key()));
    for row in rows.iter().filter(|row| tone(view, row) == Tone::Bad) {
        let goal = Goal::Ending {
            kind: row.kind.clone(),
            message: row.message.clone(),
        };
        if found.iter().any(|known| known.goal == goal) {
            continue;
        }
        let same_kind = found
            .iter()
            .filter(|known| known.id.split('-').next() == Some(&row.kind));
        let id = match same_kind.count() {
            0 => row.kind.clone(),
            count => format!("{}-{}", row.kind, count + 1),
        };
        found.push(Challenge {
            id,
            goal,
            par: row.preemptions,
            is_exact: is_exact(row.preemptions),
        });
    }
    let usual = reference(view).map(|row| row.stdout.clone());
    let odd = rows.iter().find(|row| tone(view, row) == Tone::Odd);
    if let (Some(usual), Some(odd)) = (&usual, odd) {
        found.push(Challenge {
            id: "output".into(),
            goal: Goal::OtherOutput {
                usual: usual.clone(),
            },
            par: odd.preemptions,
            is_exact: is_exact(odd.preemptions),
        });
    }
    if !found.is_empty() {
        found.push(Challenge {
            id: "fix".into(),
            goal: Goal::Fix { usual },
            par: 0,
            is_exact: true,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use sim_core::session::orders::walk::Classes;

    use super::*;

    fn row(kind: &str, message: &str, stdout: &str, preemptions: u32) -> OutcomeRow {
        OutcomeRow {
            kind: kind.into(),
            message: message.into(),
            stdout: stdout.into(),
            executions: 1,
            preemptions,
            schedule: String::new(),
            verified: true,
        }
    }

    fn census() -> OrdersView {
        OrdersView {
            executions: 5,
            complete: true,
            outcomes: vec![
                row("ok", "", "1\n", 1),
                row("ok", "", "2\n", 0),
                row("fatal", "concurrent map writes", "", 1),
                row("fatal", "concurrent map writes", "early\n", 2),
                row("fatal", "all goroutines are asleep", "", 3),
            ],
            ..OrdersView::default()
        }
    }

    #[test]
    fn bad_endings_and_other_outputs_are_goals() {
        let offered = challenges(&census(), Some(1));
        let said: Vec<(&str, u32, bool)> = offered
            .iter()
            .map(|c| (c.id.as_str(), c.par, c.is_exact))
            .collect();
        assert_eq!(
            said,
            [
                ("fatal", 1, true),
                ("fatal-2", 3, false),
                ("output", 1, true),
                ("fix", 0, true)
            ]
        );
        assert!(offered[0].is_reached_by(&row("fatal", "concurrent map writes", "x", 9)));
        assert!(!offered[0].is_reached_by(&row("ok", "", "2\n", 0)));
        assert!(offered[2].is_reached_by(&row("ok", "", "1\n", 4)));
        assert!(!offered[2].is_reached_by(&row("ok", "", "2\n", 0)));
    }

    #[test]
    fn goroutines_left_behind_are_a_goal_of_their_own() {
        let mut left = census();
        left.outcomes
            .push(row("leak", "a goroutine can never run again", "2\n", 1));
        let offered = challenges(&left, Some(1));
        let leak = offered.iter().find(|challenge| challenge.id == LEAK);
        let leak = leak.expect("offered");
        assert_eq!((leak.par, leak.is_exact), (1, true));
        let run = |left: Vec<u32>| Walk {
            outcome: row("ok", "", "2\n", 3),
            classes: Classes {
                proper: 1,
                misused: 1,
            },
            left,
        };
        assert!(leak.is_won_by(&run(vec![3])));
        assert!(!leak.is_won_by(&run(Vec::new())));
        assert!(!offered[0].is_won_by(&run(vec![3])));
    }

    #[test]
    fn what_ends_well_is_no_challenge_and_what_was_not_replayed_neither() {
        let well = OrdersView {
            outcomes: vec![row("ok", "", "2\n", 0)],
            ..census()
        };
        assert_eq!(challenges(&well, None), []);
        let mut unsure = census();
        unsure
            .outcomes
            .iter_mut()
            .for_each(|row| row.verified = false);
        assert_eq!(challenges(&unsure, None), []);
    }

    #[test]
    fn fixed_is_only_what_is_proved_with_the_usual_output() {
        let fix = challenges(&census(), None).pop().expect("a fix");
        let now = |rows: Vec<OutcomeRow>, complete| OrdersView {
            outcomes: rows,
            complete,
            ..OrdersView::default()
        };
        assert!(fix.is_fixed_by(&now(vec![row("ok", "", "2\n", 0)], true)));
        assert!(!fix.is_fixed_by(&now(vec![row("ok", "", "2\n", 0)], false)));
        assert!(!fix.is_fixed_by(&now(vec![row("ok", "", "7\n", 0)], true)));
        assert!(!fix.is_fixed_by(&census()));
    }
}
