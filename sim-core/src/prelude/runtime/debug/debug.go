// Package debug: what a program asks of the runtime about itself. There is no
// garbage to collect, so what steers the collector only remembers its value.
package debug

import (
	"os"
	"runtime"
)

// Stack is the text of the calling goroutine's stack.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}

func PrintStack() { os.Stderr.Write(Stack()) }

var (
	gcPercent    = 100
	maxStack     = 1000000000
	maxThreads   = 10000
	panicOnFault bool
)

func FreeOSMemory() {}

func SetGCPercent(percent int) int {
	old := gcPercent
	gcPercent = percent
	if percent < 0 {
		gcPercent = -1
	}
	return old
}

func SetMaxStack(bytes int) int {
	old := maxStack
	maxStack = bytes
	return old
}

func SetMaxThreads(threads int) int {
	old := maxThreads
	maxThreads = threads
	return old
}

func SetPanicOnFault(enabled bool) bool {
	old := panicOnFault
	panicOnFault = enabled
	return old
}

func SetTraceback(level string) {}
