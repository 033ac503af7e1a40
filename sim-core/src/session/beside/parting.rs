//! Where the two runs no longer do the same: finding it, and keeping the first of each kind.

use super::{Beside, Difference, Parting};
use crate::inspect;
use crate::inspect::view::LocationView;
use crate::machine::{Gid, Machine, Status};
use crate::source::Origin;
use crate::timeline::Place;

/// Most goroutines that are asked after every statement whether they can go on.
const ASKED_MAX: usize = 32;
/// Most bytes of a line that is told.
const LINE_MAX: usize = 200;

impl Beside {
    /// Compares what both have printed, how they ended, and who can go on.
    pub(super) fn compare_all(&mut self) {
        self.compare_output();
        self.compare_endings();
        if !self.tracks.is_loose {
            self.compare_enabled();
        }
    }

    /// Keeps a difference unless one of its kind is known.
    pub(super) fn part(&mut self, what: Difference) {
        let kind = std::mem::discriminant(&what);
        let known = |parting: &Parting| std::mem::discriminant(&parting.what) == kind;
        if !self.partings.iter().any(known) {
            let step = self.followed.len() as u64;
            self.partings.push(Parting { step, what });
        }
    }

    /// Goroutine `g` went on in front and cannot do so beside.
    pub(super) fn part_stuck(&mut self, g: Gid) {
        // An end says more than a goroutine that it stopped.
        if self.tracks.is_loose || self.other.outcome().is_some() {
            return;
        }
        self.tracks.is_loose = true;
        let machine = self.other.machine();
        let what = match machine.goroutine(g) {
            Some(goroutine) if goroutine.is_alive() => Difference::Waits {
                goroutine: g.0,
                reasons: [None, Some(reason(machine, g))],
            },
            _ => Difference::Place {
                goroutine: g.0,
                at: [location(&self.front, &Place::of(&self.front, g)), None],
            },
        };
        self.part(what);
    }

    /// Standard output; standard error too while both run, since the report of a panic is compared as an ending.
    fn compare_output(&mut self) {
        let (front, other) = (&self.front, self.other.machine());
        let running = [front, other].map(|m| *m.status() == Status::Running);
        let errors = (front.stderr(), other.stderr());
        let outputs = [
            Some((front.stdout(), other.stdout())),
            Some((&*errors.0, &*errors.1)).filter(|_| running == [true, true]),
        ];
        let is_even = self.tracks.are_even() && !self.tracks.is_loose;
        let mut found = None;
        for (compared, (a, b)) in self.compared.iter_mut().zip(outputs.into_iter().flatten()) {
            let both = a.len().min(b.len());
            *compared = same_until(a, b, (*compared).min(both));
            if *compared < both || (is_even && a.len() != b.len()) {
                found = found.or(Some([line_at(a, *compared), line_at(b, *compared)]));
            }
        }
        if let Some(lines) = found {
            self.part(Difference::Output { lines });
        }
    }

    fn compare_endings(&mut self) {
        let outcomes = [inspect::outcome(&self.front), self.other.outcome()];
        let [a, b] = &outcomes;
        if a != b {
            self.part(Difference::Ending { outcomes });
        }
    }

    /// Only while both rest between statements of the user's: inside the runtime locks may be held in one and not in the other.
    fn compare_enabled(&mut self) {
        let (front, other) = (&self.front, self.other.machine());
        let goroutines = front.goroutines();
        let running = [front, other].map(|m| *m.status() == Status::Running);
        if running != [true, true] || goroutines.len() > ASKED_MAX || !self.tracks.are_even() {
            return;
        }
        let ids = || goroutines.iter().map(|goroutine| goroutine.id);
        let inside = |g| Place::of(front, g).prelude || Place::of(other, g).prelude;
        if ids().any(inside) {
            return;
        }
        let differs = |g: &Gid| {
            let alive = [front, other].map(|m| m.goroutine(*g).is_some_and(|g| g.is_alive()));
            alive == [true, true] && front.is_enabled(*g) != other.is_enabled(*g)
        };
        let Some(g) = ids().find(differs) else {
            return;
        };
        let why = |machine: &Machine| (!machine.is_enabled(g)).then(|| reason(machine, g));
        let reasons = [why(front), why(other)];
        self.part(Difference::Waits {
            goroutine: g.0,
            reasons,
        });
    }
}

/// What a goroutine waits for, in Go's words.
fn reason(machine: &Machine, g: Gid) -> String {
    let reason = machine.wait_reason(g);
    reason.map_or_else(String::new, |reason| {
        reason.text(machine.program().go_minor).to_string()
    })
}

/// The statement at which a goroutine stands; `None` once it has ended.
pub(super) fn location(machine: &Machine, place: &Place) -> Option<LocationView> {
    let sources = &machine.program().sources;
    let at = sources.locate(place.stmt)?;
    let file = sources.file(at.file)?;
    Some(LocationView {
        file: file.name.clone(),
        line: at.line,
        column: at.column,
        prelude: file.origin == Origin::Prelude,
    })
}

/// Up to which byte two outputs are the same, from a byte on up to which they are known to be.
fn same_until(a: &[u8], b: &[u8], from: usize) -> usize {
    let rest = |bytes| <[u8]>::get(bytes, from..).unwrap_or_default();
    let same = rest(a).iter().zip(rest(b)).take_while(|(x, y)| x == y);
    from + same.count()
}

/// The line of an output that holds a byte, shortened.
fn line_at(output: &[u8], byte: usize) -> String {
    let before = output.get(..byte).unwrap_or(output);
    let start = before
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |at| at + 1);
    let rest = output.get(start..).unwrap_or_default();
    let line = rest.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.get(..LINE_MAX).unwrap_or(line);
    String::from_utf8_lossy(line).into_owned()
}
