//! A part of a search that can be advanced apart from the others, whatever the search.

use super::piece::Piece;
use super::prefixes::Prefix;

/// Handed out by [`super::Explorer::split`], to be given back to [`super::Explorer::join`].
#[derive(Clone, Debug)]
pub enum Task {
    /// Of a search of all orders.
    Piece(Box<Piece>),
    /// Of an enumeration within a bound on pre-emptions.
    Prefix(Box<Prefix>),
}

impl Task {
    /// Goes on for so many executions, but not beyond its share; whether the share is done.
    pub fn advance(&mut self, executions: u64) -> bool {
        match self {
            Task::Piece(piece) => piece.advance(executions),
            Task::Prefix(prefix) => prefix.advance(executions),
        }
    }

    /// Whether nothing is left of the share, or nothing is left to explore.
    pub fn is_done(&self) -> bool {
        match self {
            Task::Piece(piece) => piece.is_done(),
            Task::Prefix(prefix) => prefix.is_done(),
        }
    }

    /// Complete executions since it was handed out.
    pub fn executions(&self) -> u64 {
        match self {
            Task::Piece(piece) => piece.executions(),
            Task::Prefix(prefix) => prefix.executions(),
        }
    }
}
