//! A census as it is drawn: one bar for each way to end, and a verdict in one sentence.
//!
//! Invariants: a verdict never claims more than the bounds allow; the order of the bars says what a reader looks for first: what goes
//! wrong, then what comes out differently, then what comes out as it should.

use sim_core::session::orders::{Bound, Branches, OrdersView, OutcomeRow};

/// How an outcome is coloured; always together with a word and a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// The program may not end so.
    Bad,
    /// It ends normally, but with another output than the plainest order.
    Odd,
    /// As it should.
    Good,
    /// Says nothing of the program: a bound was reached.
    Unknown,
}

impl Tone {
    /// CSS class.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Bad => "is-bad",
            Tone::Odd => "is-odd",
            Tone::Good => "is-good",
            Tone::Unknown => "is-unknown",
        }
    }
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The outcome.
    pub row: OutcomeRow,
    /// Its colour.
    pub tone: Tone,
    /// Its share of all executions, 0 to 1.
    pub share: f64,
    /// What it says in one line: the message, or what was printed.
    pub line: String,
    /// Whether it says nothing but its kind.
    pub is_silent: bool,
}

/// The plainest order's outcome: the normal ending with the fewest pre-emptions, of those the most frequent.
pub fn reference(view: &OrdersView) -> Option<&OutcomeRow> {
    let good = view.outcomes.iter().filter(|row| row.is_good());
    good.min_by_key(|row| (row.preemptions, std::cmp::Reverse(row.executions)))
}

/// The colour of an outcome of a census.
pub fn tone(view: &OrdersView, row: &OutcomeRow) -> Tone {
    match row.kind.as_str() {
        "ok" if reference(view).is_some_and(|usual| usual.stdout != row.stdout) => Tone::Odd,
        "ok" => Tone::Good,
        "limit" => Tone::Unknown,
        _ => Tone::Bad,
    }
}

/// The shares of the colours among all executions, in their order; `usual` is the output that is as it should be.
pub fn shares(view: &OrdersView, usual: &Option<String>) -> Vec<(Tone, f64)> {
    let tone = |row: &OutcomeRow| match row.kind.as_str() {
        "ok" if usual.as_ref() == Some(&row.stdout) => Tone::Good,
        "ok" => Tone::Odd,
        "limit" => Tone::Unknown,
        _ => Tone::Bad,
    };
    let share = |wanted: Tone| {
        let rows = view.outcomes.iter().filter(|row| tone(row) == wanted);
        let count: u64 = rows.map(|row| row.executions).sum();
        (wanted, count as f64 / view.executions.max(1) as f64)
    };
    let all = [Tone::Bad, Tone::Odd, Tone::Good, Tone::Unknown];
    all.into_iter()
        .map(share)
        .filter(|(_, share)| *share > 0.0)
        .collect()
}

/// The bars, those first that a reader looks for first.
pub fn bars(view: &OrdersView) -> Vec<Bar> {
    let bar = |row: &OutcomeRow| Bar {
        tone: tone(view, row),
        share: row.executions as f64 / view.executions.max(1) as f64,
        line: line_of(row),
        is_silent: row.message.is_empty() && row.stdout.is_empty(),
        row: row.clone(),
    };
    let mut bars: Vec<Bar> = view.outcomes.iter().map(bar).collect();
    bars.sort_by(|a, b| {
        let key = |bar: &Bar| (bar.tone, bar.row.preemptions);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.row.key().cmp(&b.row.key()))
    });
    bars
}

/// Message or output in one line: ends of lines become a sign.
pub fn line_of(row: &OutcomeRow) -> String {
    let text = if row.is_good() || row.message.is_empty() {
        row.stdout.trim_end_matches('\n')
    } else {
        row.message.as_str()
    };
    text.replace('\n', " ⏎ ")
}

/// A share in per cent: exact at the ends, never rounded to 0 or 100.
pub fn percent(count: u64, all: u64) -> String {
    if all == 0 {
        return "0".to_owned();
    }
    let exact = count as f64 * 100.0 / all as f64;
    match exact {
        _ if count == 0 => "0".to_owned(),
        _ if count == all => "100".to_owned(),
        exact if exact < 0.1 => "<0.1".to_owned(),
        exact if exact < 9.95 => format!("{exact:.1}"),
        exact => format!("{:.0}", exact.min(99.0)),
    }
}

/// A number with its thousands set apart by narrow spaces.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// What is known, in one sentence, with how far it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Colour.
    pub tone: Tone,
    /// Message id of the sentence; arguments `count` and `all`, `bad`, `outputs`.
    pub id: &'static str,
    /// Orders.
    pub all: u64,
    /// Orders that end badly.
    pub bad: u64,
    /// Different outputs of orders that end normally.
    pub outputs: usize,
    /// Data races.
    pub races: usize,
    /// The bounds.
    pub bounds: Vec<Said>,
}

/// A sentence about how far a verdict holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Message id; arguments `count` and `names`.
    pub id: &'static str,
    /// A number, where there is one.
    pub count: String,
    /// Message ids of what it speaks of.
    pub names: Vec<&'static str>,
}

impl Said {
    fn plain(id: &'static str) -> Said {
        Said {
            id,
            ..Said::default()
        }
    }

    fn counted(id: &'static str, count: String) -> Said {
        Said {
            count,
            ..Said::plain(id)
        }
    }
}

/// Whether one of the program's own choices is explored, to look at and to change.
pub type Explored = fn(&mut Branches) -> &mut bool;

/// The program's own choices: message id, and whether it is explored.
pub const CHOICES: [(&str, Explored); 4] = [
    ("branch-select", |branches| &mut branches.select),
    ("branch-random", |branches| &mut branches.random),
    ("branch-iteration", |branches| &mut branches.iteration),
    ("branch-hash", |branches| &mut branches.hash_seed),
];

/// Which of the program's own choices had one value each, and which were explored.
fn choices(branches: Branches) -> Vec<Said> {
    let named = |id, explored: bool| {
        let mut branches = branches;
        let own = CHOICES
            .iter()
            .filter(|(_, of)| *of(&mut branches) == explored);
        Said {
            names: own.map(|(name, _)| *name).collect(),
            ..Said::plain(id)
        }
    };
    let mut said = vec![named("bound-fixed", false)];
    // That selects are explored goes without saying.
    if branches != Branches::default() {
        said.push(named("bound-explored", true));
    }
    said.retain(|said| !said.names.is_empty());
    said
}

/// The verdict on a census.
pub fn verdict(view: &OrdersView) -> Verdict {
    let counted = |tone: Tone| -> u64 {
        let rows = view
            .outcomes
            .iter()
            .filter(|row| self::tone(view, row) == tone);
        rows.map(|row| row.executions).sum()
    };
    let (bad, unknown) = (counted(Tone::Bad), counted(Tone::Unknown));
    let has_bad = view.outcomes.iter().any(|row| tone(view, row) == Tone::Bad);
    let has_races = !view.races.is_empty();
    // What is left out of the list ends normally: what goes wrong comes first.
    let outputs =
        view.outcomes.iter().filter(|row| row.is_good()).count() + view.more_outcomes as usize;
    let (id, tone) = match (has_bad, outputs) {
        _ if view.executions == 0 => ("verdict-nothing", Tone::Unknown),
        (true, _) => ("verdict-bad", Tone::Bad),
        (false, 0) => ("verdict-limit", Tone::Unknown),
        _ if has_races && !has_bad => ("verdict-races", Tone::Bad),
        (false, 1) if unknown == 0 => ("verdict-all-well", Tone::Good),
        (false, 1) => ("verdict-well-so-far", Tone::Unknown),
        (false, _) => ("verdict-outputs", Tone::Odd),
    };
    let said = |bound: &Bound| match bound {
        Bound::Unfinished => vec![Said::plain("bound-unfinished")],
        Bound::Sampled => {
            let seen = grouped(view.traces.unwrap_or(0));
            vec![Said::counted("bound-sampled", seen)]
        }
        Bound::Preemptions(count) => {
            vec![Said::counted("bound-preemptions", count.to_string())]
        }
        Bound::Calls => vec![Said::plain("bound-calls")],
        Bound::Statements => vec![Said::plain("bound-statements")],
        Bound::Limit => vec![Said::plain("bound-limit")],
        Bound::FixedChoices => choices(view.branches),
        Bound::Misused => vec![Said::plain("bound-misused")],
    };
    // Without a proof, "all" are only those that were tried.
    let id = match id {
        "verdict-all-well" if !view.complete => "verdict-well-so-far",
        id => id,
    };
    let tone = match id {
        "verdict-well-so-far" => Tone::Unknown,
        _ => tone,
    };
    Verdict {
        tone,
        id,
        all: view.executions,
        bad,
        outputs,
        races: view.races.len(),
        bounds: view.bounds.iter().flat_map(said).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(kind: &str, text: &str, executions: u64, preemptions: u32) -> OutcomeRow {
        let (message, stdout) = if kind == "ok" { ("", text) } else { (text, "") };
        OutcomeRow {
            kind: kind.into(),
            message: message.into(),
            stdout: stdout.into(),
            executions,
            preemptions,
            schedule: String::new(),
            verified: false,
        }
    }

    fn view(outcomes: Vec<OutcomeRow>, complete: bool) -> OrdersView {
        OrdersView {
            executions: outcomes.iter().map(|row| row.executions).sum(),
            complete,
            bounds: (!complete)
                .then_some(Bound::Unfinished)
                .into_iter()
                .collect(),
            outcomes,
            ..OrdersView::default()
        }
    }

    #[test]
    fn what_goes_wrong_comes_first() {
        let census = view(
            vec![
                row("ok", "1\n", 200, 1),
                row("ok", "2\n", 200, 0),
                row("fatal", "concurrent map writes", 398, 1),
            ],
            true,
        );
        let bars = bars(&census);
        let shown: Vec<(&str, Tone)> = bars
            .iter()
            .map(|bar| (bar.line.as_str(), bar.tone))
            .collect();
        assert_eq!(
            shown,
            [
                ("concurrent map writes", Tone::Bad),
                ("1", Tone::Odd),
                ("2", Tone::Good)
            ]
        );
        let verdict = verdict(&census);
        assert_eq!(
            (verdict.id, verdict.bad, verdict.all),
            ("verdict-bad", 398, 798)
        );
    }

    #[test]
    fn only_a_complete_census_says_all() {
        let said = |complete| verdict(&view(vec![row("ok", "2\n", 6, 0)], complete));
        assert_eq!(
            (said(true).id, said(true).tone),
            ("verdict-all-well", Tone::Good)
        );
        assert_eq!(
            (said(false).id, said(false).tone),
            ("verdict-well-so-far", Tone::Unknown)
        );
        assert_eq!(said(false).bounds, [Said::plain("bound-unfinished")]);
        let limited = view(
            vec![row("ok", "2\n", 6, 0), row("limit", "steps", 1, 0)],
            true,
        );
        assert_eq!(verdict(&limited).id, "verdict-well-so-far");
        let two = view(vec![row("ok", "2\n", 6, 0), row("ok", "1\n", 1, 0)], true);
        assert_eq!(
            (verdict(&two).id, verdict(&two).outputs),
            ("verdict-outputs", 2)
        );
    }

    #[test]
    fn fixed_and_explored_choices_are_named() {
        let mut census = view(vec![row("ok", "2\n", 6, 0)], true);
        census.bounds = vec![Bound::FixedChoices];
        census.branches.random = true;
        let said = verdict(&census).bounds;
        let named: Vec<(&str, &[&str])> = said.iter().map(|s| (s.id, &s.names[..])).collect();
        assert_eq!(
            named,
            [
                ("bound-fixed", &["branch-iteration", "branch-hash"][..]),
                ("bound-explored", &["branch-select", "branch-random"])
            ]
        );
        assert!(census.is_proof());
    }

    #[test]
    fn numbers_are_readable_and_never_rounded_to_all_or_nothing() {
        assert_eq!(grouped(7_658), "7\u{202f}658");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000_000), "1\u{202f}000\u{202f}000");
        assert_eq!(percent(0, 10), "0");
        assert_eq!(percent(1, 100_000), "<0.1");
        assert_eq!(percent(999_999, 1_000_000), "99");
        assert_eq!(percent(10, 10), "100");
        assert_eq!(percent(5_046, 7_658), "66");
        assert_eq!(percent(128, 7_658), "1.7");
    }
}
