//! INTERFACE. Source files and positions in them.
//!
//! A [`Pos`] is one global byte offset over all files of a [`SourceMap`] laid end to end (one spare byte between files), so a
//! position is four bytes wherever it is stored. `Pos(0)` is "no position".

/// Index of a file in a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// A global byte offset; 0 is "no position".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Pos(pub u32);

/// A half-open range of source text within one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: Pos,
    /// One past the last byte.
    pub end: Pos,
}
