//! What is drawn. Components draw props and send wishes; they hold no state of the program.

pub mod badge;
pub mod beside;
pub mod challenge;
pub mod claims;
pub mod code;
pub mod dialogs;
pub mod hands;
pub mod header;
mod icon;
pub mod lanes;
pub mod notice;
mod orders;
pub mod panel;
pub mod question;
pub mod races;
pub mod stage;
mod trace;
pub mod transport;
