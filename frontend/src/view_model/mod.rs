//! Views turned into what is drawn. Plain functions over plain data: no yew, no browser, tested natively.

pub mod arrows;
pub mod beside;
pub mod claims;
pub mod code;
pub mod files;
#[cfg(test)]
mod fixture;
pub mod goroutine;
pub mod growth;
pub mod keys;
pub mod lanes;
pub mod link;
pub mod list;
pub mod maps;
pub mod orders;
pub mod scenes;
pub mod settings;
pub mod slices;
pub mod stage;
pub mod swiss;
pub mod swiss_model;
pub mod tokens;
pub mod walk;
