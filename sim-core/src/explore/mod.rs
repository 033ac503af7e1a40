//! Trying orders: every one up to equivalence, or samples, and what they come to.
//!
//! Terms. An *execution* is a sequence of transitions to the program's end. Two executions are equivalent when one becomes the other by
//! swapping neighbours that are independent ([`dependence`]); equivalent executions end alike, so one of each class (a Mazurkiewicz
//! trace) is enough. [`Explorer`] is what drivers use: it goes on in slices and keeps a [`Census`].

pub mod align;
mod awaits;
mod canon;
pub mod census;
mod channels;
mod clock;
mod count;
pub mod dependence;
mod dpor;
mod fewest;
mod flight;
mod hunt;
pub mod identity;
mod leak;
mod loan;
mod misuse;
pub mod names;
pub mod options;
mod piece;
mod plain;
mod prefixes;
mod races;
mod reversal;
mod round;
mod rules;
mod sample;
mod sample_bounded;
mod sample_conflict;
mod sample_heads;
mod sample_policy;
mod sample_run;
mod sample_tally;
mod sample_trace;
mod search;
mod share;
mod shares;
mod sleep;
mod stack;
mod task;
mod tops;
mod trail;
mod wakeup;
mod witness;
mod world;

use crate::machine::Machine;
use crate::schedule::Schedule;

pub use canon::Trace;
pub use census::{Bounds, Census, Ending, Found, OutcomeKind};
pub use dependence::Footprint;
pub use fewest::{Fewest, improve};
pub use leak::left_by;
pub use loan::Loan;
pub use options::{Branches, Granularity, Options, Policy};
pub use piece::Piece;
pub use prefixes::Prefix;
pub use races::FoundRace;
pub use sample::TRACES_MAX;

pub use search::Execution;
pub use share::Division;
pub use task::Task;

use sample::Sampler;
use search::Search;

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
    /// At random.
    Sample(Box<Sampler>),
}

impl Explorer {
    /// Starts at a machine's present state.
    pub fn new(machine: Machine, options: Options) -> Explorer {
        Explorer::divided(machine, options, Division::default())
    }

    /// The same, with another division of an exhaustive search. Executions, their order and witnesses depend on it; what there is to be
    /// found does not.
    pub fn divided(machine: Machine, options: Options, division: Division) -> Explorer {
        let engine = match options.policy {
            Policy::Exhaustive => {
                let search = Search::new(machine, &options, division);
                Engine::Search(Box::new(search))
            }
            _ => Engine::Sample(Box::new(Sampler::new(machine, options))),
        };
        Explorer { engine }
    }

    /// Goes on for so many executions; whether everything has been explored, which samples never claim.
    pub fn advance(&mut self, executions: u64) -> bool {
        match &mut self.engine {
            Engine::Search(search) => search.advance(executions),
            Engine::Sample(sampler) => {
                sampler.advance(executions);
                false
            }
        }
    }

    /// Goes on to the end of the next execution, to look at it. Where a WaitGroup turns out to be misused all begins anew: then
    /// [`Census::executions`] is 1 again. `None` when everything has been explored, and when sampling.
    pub fn next_execution(&mut self) -> Option<Execution<'_>> {
        match &mut self.engine {
            Engine::Search(search) => search.next_execution(),
            Engine::Sample(_) => None,
        }
    }

    /// What has been found so far.
    pub fn census(&self) -> &Census {
        match &self.engine {
            Engine::Search(search) => search.census(),
            Engine::Sample(sampler) => sampler.census(),
        }
    }

    /// Whether everything has been explored, within the bounds that [`Census::bounds`] names.
    pub fn is_complete(&self) -> bool {
        match &self.engine {
            Engine::Search(search) => search.is_complete(),
            Engine::Sample(_) => false,
        }
    }

    /// Exhaustive search only: hands out what is to be done next, in pieces that can be advanced at the same time, for so many executions
    /// together at most. Nothing else can be done until all of them have been given back to [`Explorer::join`]. None when nothing is
    /// left, and where there is but one way to go on, [`Explorer::advance`]: without reduction, and when sampling.
    ///
    /// How the search goes on does not depend on how far each piece was advanced before, nor on how it was divided into calls: as long
    /// as every piece is advanced to the end of its share, the census is that of an explorer which does all by itself.
    pub fn split(&mut self, executions: u64) -> Vec<Task> {
        match &mut self.engine {
            Engine::Search(search) => search.split(executions),
            Engine::Sample(_) => Vec::new(),
        }
    }

    /// Takes back all the pieces handed out by [`Explorer::split`], in any order.
    pub fn join(&mut self, pieces: Vec<Task>) {
        if let Engine::Search(search) = &mut self.engine {
            search.join(pieces);
        }
    }

    /// With [`Options::join`]: how often two equivalent beginnings led to different states: in the memory there was at the
    /// start, or in where goroutines stand. Where none are started this is 0, or the dependence relation is wrong.
    pub fn differing(&self) -> u64 {
        match &self.engine {
            Engine::Search(search) => search.differing(),
            Engine::Sample(_) => 0,
        }
    }

    /// Exhaustive search only, between two rounds: lends all but one of `shares` equal shares of the pieces of the next round, for somebody
    /// with an explorer of the same program and options to [`Explorer::borrow`]. Until all have come back to [`Explorer::take_back`] the
    /// explorer only does what it kept. What is found does not depend on it.
    pub fn lend(&mut self, shares: usize) -> Vec<Loan> {
        match &mut self.engine {
            Engine::Search(search) => search.lend(shares),
            Engine::Sample(_) => Vec::new(),
        }
    }

    /// The piece that another explorer lends; [`Piece::give_back`] when it is done.
    pub fn borrow(&self, loan: Loan) -> Option<Piece> {
        match &self.engine {
            Engine::Search(search) => Some(search.borrow(loan)),
            Engine::Sample(_) => None,
        }
    }

    /// Takes a loan back; one that it has not lent is dropped.
    pub fn take_back(&mut self, loan: Loan) {
        if let Engine::Search(search) = &mut self.engine {
            search.take_back(loan);
        }
    }

    /// Whether nothing can be done until a loan comes back.
    pub fn is_waiting(&self) -> bool {
        match &self.engine {
            Engine::Search(search) => search.is_waiting(),
            Engine::Sample(_) => false,
        }
    }

    /// Samples only: the execution that the next [`Explorer::advance`] begins with. Several explorers of one program that draw ranges of
    /// indices which together are 0..n, merged, have the census of one that draws them all.
    pub fn seek(&mut self, index: u64) {
        if let Engine::Sample(sampler) = &mut self.engine {
            sampler.seek(index);
        }
    }

    /// Samples only: takes over what another explorer of the same program and options has found in other executions.
    pub fn merge(&mut self, other: Explorer) {
        if let (Engine::Sample(own), Engine::Sample(other)) = (&mut self.engine, other.engine) {
            own.merge(*other);
        }
    }

    /// Samples only: the choices of execution `index`.
    pub fn sample(&mut self, index: u64) -> Option<Schedule> {
        match &mut self.engine {
            Engine::Search(_) => None,
            Engine::Sample(sampler) => Some(sampler.schedule(index)),
        }
    }
}
