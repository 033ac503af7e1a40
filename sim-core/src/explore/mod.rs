//! Trying orders: every one up to equivalence, or samples, and what they come to.
//!
//! Terms. An *execution* is a sequence of transitions to the program's end. Two executions are equivalent when one becomes the other by
//! swapping neighbours that are independent ([`dependence`]); equivalent executions end alike, so one of each class (a Mazurkiewicz
//! trace) is enough. [`Explorer`] is what drivers use: it goes on in slices and keeps a [`Census`].

pub mod census;
pub mod dependence;
pub mod options;
mod reversal;
mod search;

use crate::machine::Machine;

pub use census::{Bounds, Census, Ending, Found, OutcomeKind};
pub use dependence::Footprint;
pub use options::{Branches, Granularity, Options, Policy};

use search::{Clock, Node, Search, get, join};

/// An exploration that can be continued.
#[derive(Clone, Debug)]
pub struct Explorer {
    engine: Engine,
}

/// How it explores.
#[derive(Clone, Debug)]
enum Engine {
    /// Depth first.
    Search(Box<Search>),
}

impl Explorer {
    /// Starts at a machine's present state.
    pub fn new(machine: Machine, options: Options) -> Explorer {
        Explorer {
            engine: Engine::Search(Box::new(Search::new(machine, options))),
        }
    }

    /// Goes on for so many executions; whether everything has been explored.
    pub fn advance(&mut self, executions: u64) -> bool {
        match &mut self.engine {
            Engine::Search(search) => search.advance(executions),
        }
    }

    /// What has been found so far.
    pub fn census(&self) -> &Census {
        match &self.engine {
            Engine::Search(search) => search.census(),
        }
    }

    /// Whether everything has been explored, within the bounds that [`Census::bounds`] names.
    pub fn is_complete(&self) -> bool {
        match &self.engine {
            Engine::Search(search) => search.is_complete(),
        }
    }
}
