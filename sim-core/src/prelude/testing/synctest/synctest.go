//go:build go1.25

// Package synctest: tests of concurrent code with a clock that only advances when
// nothing else happens. Since Go 1.25.
package synctest

import (
	"internal/synctest"
	"testing"
)

// Test runs f in a new bubble.
func Test(t *testing.T, f func(*testing.T)) {
	t.Helper()
	var passed bool
	synctest.Run(func() { passed = synctest.TestFunc(t, f) })
	if !passed {
		t.FailNow()
	}
}

// Wait waits until all other goroutines of the bubble are durably blocked.
func Wait() { synctest.Wait() }
