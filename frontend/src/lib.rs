//! Weft's page: draws the views of sim-core and turns keys, clicks and links into commands.
//!
//! Read in the order of the data: [`view_model`] prepares views for drawing, [`store`] is the state and what changes it, `components`
//! draw it, [`app`] wires them with the browser, which only `bridge` and `anim` touch. [`i18n`] has the words.

mod anim;
pub mod app;
pub mod bridge;
mod components;
pub mod i18n;
pub mod store;
pub mod view_model;
