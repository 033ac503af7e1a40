//go:build go1.22

package io

// Outer is what the section was made of. Since Go 1.22.
func (s *SectionReader) Outer() (r ReaderAt, off int64, n int64) { return s.r, s.base, s.n }
