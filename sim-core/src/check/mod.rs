//! The checker: from gosyn's syntax tree to a typed program, with gc's errors.

pub mod constant;
pub mod typed;
pub mod types;
