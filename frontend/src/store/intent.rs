//! What the reader can want of the session: the one language between the page's components and the driver.

use sim_core::session::api::{Command, Options};
use sim_core::session::orders::OrdersOptions;

use crate::view_model::link::{Link, Source};
use crate::view_model::orders::challenge::Challenge;
use crate::view_model::scenes;

/// What the reader wants of the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Opens a program, perhaps at a moment.
    Open(Opening),
    /// Opens the same program again with other options.
    Reopen(Options),
    /// Moves.
    Do(Command),
    /// A step of one goroutine; asks which alternative where there are several.
    StepGoroutine(u32),
    /// Goes on with long work.
    Advance {
        /// Transitions at most.
        budget: u64,
        /// Says nothing of how far it got: drawing takes time too.
        quietly: bool,
    },
    /// Lanes now fit this many cells.
    LaneCapacity(u64),
    /// Lanes begin with this transition.
    LaneFirst(u64),
    /// The pointer is over this transition.
    Hover(Option<u64>),
    /// The pointer is over the step of this goroutine that may come next.
    HoverNext(u32),
    /// Trace shows these rows.
    Rows(u64, u64),
    /// Races, edges and clocks are on screen, or no longer.
    Races(bool),
    /// Explores all orders of the open program.
    Explore(OrdersOptions),
    /// Explores all versions of the open scene.
    Versions,
    /// Merges orders of the open program into a tree of choices.
    Tree {
        /// The orders.
        witnesses: Vec<String>,
        /// The output that is as it should be.
        usual: Option<String>,
    },
    /// Compares two orders of the open program.
    Compare {
        /// One.
        left: String,
        /// The other.
        right: String,
    },
    /// Puts the program under another Go version beside the run, or none.
    With(Option<u32>),
    /// What stands beside the run comes to the front.
    Swap,
    /// Begins a challenge from the program's start, or leaves the one being played.
    Challenge(Option<Challenge>),
    /// Goes to a moment of an order that an exploration found.
    Witness {
        /// Of this program; `None`: of the open one.
        source: Option<Source>,
        /// The order.
        schedule: String,
        /// Cursor.
        step: u64,
    },
}

/// A program and a moment to open.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The program.
    pub source: Source,
    /// Options; `None` for the scene's own.
    pub options: Option<Options>,
    /// Recorded choices.
    pub schedule: Option<String>,
    /// Cursor.
    pub step: u64,
}

impl Opening {
    /// A program at its start.
    pub fn start(source: Source) -> Opening {
        Opening {
            source,
            options: None,
            schedule: None,
            step: 0,
        }
    }

    /// What a link opens; the first scene where it names no program.
    pub fn of_link(link: &Link) -> Opening {
        let first = || Source::Scene {
            id: scenes::SCENES
                .first()
                .map_or("", |scene| scene.id)
                .to_owned(),
            file: None,
        };
        Opening {
            source: link.source.clone().unwrap_or_else(first),
            options: link.names_options.then(|| link.options.clone()),
            schedule: link.schedule.clone(),
            step: link.step,
        }
    }
}
