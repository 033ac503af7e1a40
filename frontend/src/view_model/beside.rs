//! Two Go versions side by side in words: whether they stand at the same place, and where they part.

use sim_core::inspect::view::{LocationView, OutcomeView};
use sim_core::session::beside::{Difference, Parting};

use super::link::go_label;

/// What is said of two runs: a message with its arguments, and the step to go to where it is not this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Message id.
    pub id: &'static str,
    /// Its arguments.
    pub args: Vec<(String, String)>,
    /// The step of the parting, if the cursor is elsewhere.
    pub go_to: Option<u64>,
    /// Whether they have parted here already.
    pub has_parted: bool,
}

/// Says how two runs stand to each other at a step; `ending` puts an ending into words.
pub fn told(
    parting: Option<&Parting>,
    versions: [u32; 2],
    step: u64,
    ending: impl Fn(&OutcomeView) -> String,
) -> Told {
    let at = parting.map(|parting| parting.step);
    let has_parted = at.is_some_and(|at| at <= step);
    let (id, mut args) = match parting.filter(|_| has_parted) {
        Some(parting) => difference(&parting.what, ending),
        None if at.is_some() => ("beside-later", Vec::new()),
        None => ("beside-together", Vec::new()),
    };
    let [a, b] = versions.map(go_label);
    args.extend([("a", a), ("b", b), ("step", at.unwrap_or(0).to_string())]);
    Told {
        id,
        args: args
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        go_to: at.filter(|at| *at != step),
        has_parted,
    }
}

type Args = Vec<(&'static str, String)>;

fn difference(what: &Difference, ending: impl Fn(&OutcomeView) -> String) -> (&'static str, Args) {
    match what {
        Difference::Place { goroutine, at } => place(*goroutine, at),
        Difference::Waits { goroutine, reasons } => waits(*goroutine, reasons),
        Difference::Output { lines: [x, y] } => {
            let id = match (x.is_empty(), y.is_empty()) {
                (_, true) => "parting-output-a",
                (true, _) => "parting-output-b",
                _ => "parting-output",
            };
            (id, vec![("x", x.clone()), ("y", y.clone())])
        }
        Difference::Ending { outcomes: [x, y] } => {
            let words =
                |outcome: &Option<OutcomeView>| outcome.as_ref().map_or(String::new(), &ending);
            let id = match (x, y) {
                (_, None) => "parting-ending-a",
                (None, _) => "parting-ending-b",
                _ => "parting-ending",
            };
            (id, vec![("x", words(x)), ("y", words(y))])
        }
    }
}

fn place(goroutine: u32, [x, y]: &[Option<LocationView>; 2]) -> (&'static str, Args) {
    let line =
        |at: &Option<LocationView>| at.as_ref().map_or(String::new(), |at| at.line.to_string());
    let id = match (x, y) {
        (_, None) => "parting-place-a",
        (None, _) => "parting-place-b",
        _ => "parting-place",
    };
    (
        id,
        vec![("g", goroutine.to_string()), ("x", line(x)), ("y", line(y))],
    )
}

fn waits(goroutine: u32, [x, y]: &[Option<String>; 2]) -> (&'static str, Args) {
    let id = if x.is_some() {
        "parting-waits-a"
    } else {
        "parting-waits-b"
    };
    let reason = x.as_ref().or(y.as_ref()).cloned().unwrap_or_default();
    (id, vec![("g", goroutine.to_string()), ("reason", reason)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(parting: Option<&Parting>, step: u64) -> String {
        let told = told(parting, [21, 22], step, |outcome| outcome.kind.clone());
        let args: Vec<String> = told
            .args
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("{} {} {:?}", told.id, args.join(" "), told.go_to)
    }

    #[test]
    fn a_parting_is_told_once_it_is_reached() {
        let lines = ["3".to_owned(), "0".to_owned()];
        let parting = Parting {
            step: 25,
            what: Difference::Output { lines },
        };
        assert_eq!(say(None, 3), "beside-together a=1.21 b=1.22 step=0 None");
        assert_eq!(
            say(Some(&parting), 3),
            "beside-later a=1.21 b=1.22 step=25 Some(25)"
        );
        assert_eq!(
            say(Some(&parting), 25),
            "parting-output x=3 y=0 a=1.21 b=1.22 step=25 None"
        );
        assert_eq!(
            say(Some(&parting), 30),
            "parting-output x=3 y=0 a=1.21 b=1.22 step=25 Some(25)"
        );
    }

    #[test]
    fn the_side_that_stopped_is_named() {
        let outcome = OutcomeView {
            kind: "panic".into(),
            message: String::new(),
            exit_code: 2,
        };
        let outcomes = [None, Some(outcome)];
        let parting = Parting {
            step: 1,
            what: Difference::Ending { outcomes },
        };
        assert_eq!(
            say(Some(&parting), 1),
            "parting-ending-b x= y=panic a=1.21 b=1.22 step=1 None"
        );
        let reasons = [None, Some("chan receive".to_owned())];
        let parting = Parting {
            step: 1,
            what: Difference::Waits {
                goroutine: 2,
                reasons,
            },
        };
        assert_eq!(
            say(Some(&parting), 1),
            "parting-waits-b g=2 reason=chan receive a=1.21 b=1.22 step=1 None"
        );
    }
}
