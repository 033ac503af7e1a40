//go:build go1.24 && !go1.26

package testing

// What a test is told that uses both Setenv and Parallel.
const (
	setenvAfterParallel = "testing: test using t.Setenv or t.Chdir can not use t.Parallel"
	parallelAfterSetenv = "testing: test using t.Setenv or t.Chdir can not use t.Parallel"
)
