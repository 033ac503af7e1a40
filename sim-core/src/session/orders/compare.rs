//! Two orders of one program side by side: the first choice where they part, and what each does after it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::Session;
use super::super::api::{FileText, OpenError, Options};
use crate::explore::align::align;
use crate::inspect::view::{LaneCell, TraceLine};
use crate::machine::Event;
use crate::schedule::mix;

/// Most columns of a comparison; beyond it the rest is left out.
pub const COLUMNS_MAX: usize = 1_000;

/// Transitions that belong together; where only one of the orders has one there, the other's place is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Of the first order.
    pub left: Option<LaneCell>,
    /// Of the second.
    pub right: Option<LaneCell>,
}

/// Two orders in columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Transitions that both make at first.
    pub common: u64,
    /// The columns, from the first transition on; those after [`Comparison::common`] begin with the choice where they part.
    pub columns: Vec<Column>,
    /// Columns left out at the end.
    pub more: u64,
    /// What the first order does where they part; `None` when it has ended there.
    pub left: Option<TraceLine>,
    /// The same of the second.
    pub right: Option<TraceLine>,
}

/// Compares two schedules of a program.
pub fn compare(
    files: &[FileText],
    options: &Options,
    left: &str,
    right: &str,
) -> Result<Comparison, OpenError> {
    let left = Session::open_at(files, options, left, 0)?;
    let right = Session::open_at(files, options, right, 0)?;
    let alignment = align(&deeds(&left), &deeds(&right));
    let (cells_left, cells_right) = (left.lanes(1, u64::MAX), right.lanes(1, u64::MAX));
    let cell = |cells: &[LaneCell], at: Option<u32>| cells.get(at? as usize).copied();
    let columns = alignment.columns.iter().take(COLUMNS_MAX);
    let parting = u64::from(alignment.common) + 1;
    Ok(Comparison {
        common: u64::from(alignment.common),
        columns: columns
            .map(|(a, b)| Column {
                left: cell(&cells_left, *a),
                right: cell(&cells_right, *b),
            })
            .collect(),
        more: alignment.columns.len().saturating_sub(COLUMNS_MAX) as u64,
        left: left.trace(parting, parting).pop(),
        right: right.trace(parting, parting).pop(),
    })
}

/// What each transition does: who, its how manyeth, where in the program, and which alternative.
fn deeds(session: &Session) -> Vec<u64> {
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    let deed = |event: &Event| {
        let count = counts.entry(event.goroutine.0).or_default();
        *count += 1;
        let place = u64::from(event.at.func) << 32 | u64::from(event.at.pc);
        mix(mix(u64::from(event.goroutine.0))
            ^ mix(*count).rotate_left(9)
            ^ mix(place)
            ^ mix(event.alt).rotate_left(33))
    };
    session.timeline.events().iter().map(deed).collect()
}
