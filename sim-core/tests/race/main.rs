//! The race detector on small programs: which accesses race, in any of many random orders.
//!
//! What is expected is what Go's detector says of the same program (`go run -race`), over all orders.

mod basics;
mod reports;
mod support;
