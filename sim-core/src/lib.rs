//! Weft's core. Go text goes in, plain-data views of a running program come out.
//!
//! Read in the order of the data: [`source`], [`check`], [`lower`], [`bytecode`], [`machine`], then whatever drives or watches the
//! machine (`schedule`, `timeline`, [`inspect`]), and last [`session`], the only module that wires the others.

pub mod bytecode;
pub mod check;
pub mod diagnostic;
pub mod explore;
pub mod inspect;
pub mod library;
pub mod limits;
pub mod lower;
pub mod machine;
pub mod prelude;
pub mod race;
pub mod schedule;
pub mod session;
pub mod source;
pub mod syntax;
pub mod timeline;
pub mod versions;
