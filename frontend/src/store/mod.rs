//! The page's state as a plain value, the actions that change it, and the driver that turns wishes into actions.
//!
//! One direction: a control sends an [`Intent`](intent::Intent) or an [`Action`]; the [`driver`], which owns the session, answers
//! intents with actions; [`State::reduced`] makes the next state of each action; components draw it.
//!
//! Invariant: an action carries everything it needs, so the same actions always lead to the same state.

pub mod driver;
pub mod intent;
mod orders;
mod state;
#[cfg(test)]
mod tests;

pub use orders::{Branching, Exploration, Orders, OrdersAction, Playing};
pub use state::{
    Action, BesideRun, Dialog, Editor, Message, Notice, Program, RaceLook, Run, Shown, State, Tone,
};
