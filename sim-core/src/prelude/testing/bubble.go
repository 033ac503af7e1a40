//go:build go1.25

package testing

import (
	"internal/synctest"
	"time"
)

// Tests in bubbles, since Go 1.25.

func init() {
	synctest.TestFunc = func(t, f any) bool { return t.(*T).inBubble(f.(func(*T))) }
}

// inBubble runs f as a test of t's name, in the bubble that the calling goroutine
// is in, and reports whether it passed.
func (t *T) inBubble(f func(*T)) bool {
	sub := &T{
		name: t.name, parent: t, bubble: true,
		proceed: make(chan bool), signal: make(chan bool, 1),
	}
	sub.start = time.Now()
	go sub.runner(f)
	<-sub.signal
	// What passes on a bubble's clock takes no time.
	t.start = t.start.Add(time.Since(sub.start))
	return !sub.Failed()
}
