//go:build go1.24

// Package synctest: bubbles, groups of goroutines with a clock of their own. What
// a bubble is, is said in machine/bubble.rs.
package synctest

import "sync/atomic"

// bubble is what the machine knows a bubble by, and how it stands. Its first two
// words are the machine's.
type bubble struct {
	start   int64
	number  int64 // as traces show it
	done    bool  // main has returned
	waiting int32 // 1: somebody is in Wait
}

// enter (SyncOp::BubbleEnter) puts the calling goroutine into b; leave takes it
// out. current is its bubble, nil outside.
func enter(b *bubble)
func leave()
func current() *bubble

// quiet (SyncOp::BubbleWait) waits until all others of b are durably blocked.
func quiet(b *bubble)

// end (SyncOp::BubbleRun) waits for that too, and until time would wake nobody or
// *done; it ends b and says how many goroutines are left in it.
func end(b *bubble, done *bool) int

// deadlockError is known to the machine, which lists the goroutines of its bubble
// when the program dies of it.
type deadlockError struct {
	reason string
	bubble *bubble
}

func (e deadlockError) Error() string { return e.reason }

// Run calls f in a new bubble and waits until all its goroutines have ended.
func Run(f func()) {
	if current() != nil {
		panic("synctest.Run called from within a synctest bubble")
	}
	b := new(bubble)
	enter(b)
	defer leave()
	go func() {
		defer func() { b.done = true }()
		f()
	}()
	if end(b, &b.done) == 0 {
		return
	}
	if b.done {
		panic(deadlockError{"deadlock: main bubble goroutine has exited but blocked goroutines remain", b})
	}
	panic(deadlockError{"deadlock: all goroutines in bubble are blocked", b})
}

// Wait waits until all other goroutines of the bubble are durably blocked.
func Wait() {
	b := current()
	if b == nil {
		panic("goroutine is not in a bubble")
	}
	if !atomic.CompareAndSwapInt32(&b.waiting, 0, 1) {
		panic("wait already in progress")
	}
	quiet(b)
	atomic.StoreInt32(&b.waiting, 0)
}

// IsInBubble reports whether the calling goroutine is in a bubble.
func IsInBubble() bool { return current() != nil }

// TestFunc is how package testing runs a test of its own in a bubble: t and f are
// a *testing.T and a func(*testing.T). It reports whether the test passed.
var TestFunc func(t, f any) bool
