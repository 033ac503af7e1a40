//! Weft's page: draws the views of sim-core and turns keys, clicks and links into commands.
//!
//! Read in the order of the data: [`view_model`] prepares views for drawing, [`i18n`] has the words.

pub mod i18n;
pub mod view_model;
