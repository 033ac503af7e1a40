//! What a check may be told.

/// Options of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Minor number of the selected Go version, e.g. 23 for Go 1.23.
    pub go_minor: u32,
}

impl Default for Options {
    fn default() -> Options {
        Options { go_minor: 23 }
    }
}
