//go:build go1.21 && !go1.22

package slices

// cut is s[:n]. What lies behind keeps its values; since Go 1.22 it is cleared.
func cut[S ~[]E, E any](s S, n int) S { return s[:n] }
