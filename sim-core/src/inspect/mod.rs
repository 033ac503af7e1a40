//! From a machine to what a reader sees: plain-data views of goroutines, memory, maps, slices, channels and locks.

pub mod sentences;
pub mod view;
