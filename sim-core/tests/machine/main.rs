//! The machine on hand-written bytecode: one file for each group of instructions.

mod asm;
mod channels;
mod ends;
mod memory;
mod panics;
mod properties;
mod random;
mod sync;
mod values;
