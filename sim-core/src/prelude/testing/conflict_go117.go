//go:build !go1.24

package testing

// What a test is told that uses both Setenv and Parallel.
const (
	setenvAfterParallel = "testing: t.Setenv called after t.Parallel; cannot set environment variables in parallel tests"
	parallelAfterSetenv = "testing: t.Parallel called after t.Setenv; cannot set environment variables in parallel tests"
)
