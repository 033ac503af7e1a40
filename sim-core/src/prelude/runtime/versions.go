package runtime

// Versions from which this package behaves otherwise: rows of the table in
// src/versions.rs, which says what they are about (a test compares the two).
// What differs by whole functions is in files with a build line instead.
const (
	growthFrom256      = 18
	clearEndsIterators = 21
	mallocHeader       = 22
)
