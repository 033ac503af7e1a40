package runtime

// The part of package runtime that programs import, and the errors of run-time
// panics.

// Error is what every run-time panic's value implements.
type Error interface {
	error
	RuntimeError()
}

// The machine makes values of the following types, so their methods belong to
// every program.

// errorString is the value of a run-time panic; its text is kept without the
// prefix that it prints with.
type errorString struct {
	text string
}

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + e.text }

// boundsError is one about an index or a slice's bounds.
type boundsError struct {
	text string
}

func (e boundsError) RuntimeError() {}
func (e boundsError) Error() string { return "runtime error: " + e.text }

// plainError is one that prints without the prefix, as of a closed channel.
type plainError struct {
	text string
}

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return e.text }

// TypeAssertionError is the value of a failed x.(T), with its whole text.
type TypeAssertionError struct {
	text string
}

func (e *TypeAssertionError) RuntimeError() {}
func (e *TypeAssertionError) Error() string { return e.text }

// PanicNilError is what panic(nil) panics with since Go 1.21.
type PanicNilError struct {
	text string
}

func (e *PanicNilError) RuntimeError() {}
func (e *PanicNilError) Error() string { return e.text }

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// Gosched lets other goroutines run.
func Gosched()

// Goexit ends the calling goroutine after its deferred calls.
func Goexit()

// NumGoroutine is the number of goroutines that have not ended.
func NumGoroutine() int

// maxProcs is what GOMAXPROCS was last set to. It steers nothing: the scheduler
// that drives the machine decides who runs.
var maxProcs = numCPU

const numCPU = 8

func NumCPU() int { return numCPU }

func GOMAXPROCS(n int) int {
	old := maxProcs
	if n > 0 {
		maxProcs = n
	}
	return old
}

// GC has nothing to collect: memory is bounded instead.
func GC() {}

// KeepAlive has nothing to keep alive.
func KeepAlive(x any) {}

// Version is the Go version being imitated.
func Version() string { return versions[goVersion()-17] }

var versions = [...]string{"go1.17", "go1.18", "go1.19", "go1.20", "go1.21", "go1.22", "go1.23", "go1.24", "go1.25", "go1.26", "go1.27"}

// stack (SyncOp::Stack) is the text of the calling goroutine's stack, with all
// other goroutines' behind it if all.
func stack(all bool) string

// Stack writes the text of the stack to buf, as much as fits.
func Stack(buf []byte, all bool) int { return copy(buf, stack(all)) }

// RaceDisable and RaceEnable: between them what the calling goroutine does to
// locks and channels orders nothing for the race detector.
func RaceDisable()
func RaceEnable()

// LockOSThread and UnlockOSThread have no threads to do with.
func LockOSThread()   {}
func UnlockOSThread() {}

// NumCgoCall is 0: there is no C.
func NumCgoCall() int64 { return 0 }

// Profiles: there is nothing to measure, so nothing is.

var MemProfileRate = 512 * 1024

func SetBlockProfileRate(rate int)               {}
func SetMutexProfileFraction(rate int) (was int) { return 0 }
func SetCPUProfileRate(hz int)                   {}
