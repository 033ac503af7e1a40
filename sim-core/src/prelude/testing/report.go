package testing

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

// What a test says about itself.

func (t *T) Name() string { return t.name }

func (t *T) Failed() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.failed
}

func (t *T) Skipped() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.skipped
}

func (t *T) Fail() {
	if t.parent != nil {
		t.parent.Fail()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		panic("Fail in goroutine after " + t.name + " has completed")
	}
	t.failed = true
}

func (t *T) FailNow() {
	t.Fail()
	t.leave()
}

func (t *T) SkipNow() {
	t.mu.Lock()
	t.skipped = true
	t.mu.Unlock()
	t.leave()
}

// leave ends the calling goroutine, which should be the test's.
func (t *T) leave() {
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
	runtime.Goexit()
}

func (t *T) Log(args ...any)                 { t.log(fmt.Sprintln(args...), 1) }
func (t *T) Logf(format string, args ...any) { t.log(fmt.Sprintf(format, args...), 1) }

func (t *T) Error(args ...any) {
	t.log(fmt.Sprintln(args...), 1)
	t.Fail()
}

func (t *T) Errorf(format string, args ...any) {
	t.log(fmt.Sprintf(format, args...), 1)
	t.Fail()
}

func (t *T) Fatal(args ...any) {
	t.log(fmt.Sprintln(args...), 1)
	t.FailNow()
}

func (t *T) Fatalf(format string, args ...any) {
	t.log(fmt.Sprintf(format, args...), 1)
	t.FailNow()
}

func (t *T) Skip(args ...any) {
	t.log(fmt.Sprintln(args...), 1)
	t.SkipNow()
}

func (t *T) Skipf(format string, args ...any) {
	t.log(fmt.Sprintf(format, args...), 1)
	t.SkipNow()
}

// Helper makes lines be those of the calling function's caller.
func (t *T) Helper() {
	function, _, _ := callerFrame(1)
	t = t.owner()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.helpers = append(t.helpers, function)
}

// owner is the test whose output is written to.
func (t *T) owner() *T {
	if t.bubble {
		return t.parent
	}
	return t
}

// log adds text to the output, behind the line of the function skip calls above
// the caller.
func (t *T) log(text string, skip int) {
	place := t.place(skip + 1)
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	text = "    " + place + strings.Join(lines, "\n        ") + "\n"
	t = t.owner()
	// What comes late is the parent's, if that is not over.
	for p := t; p.parent != nil; p = p.parent {
		if !p.isDone() {
			t = p
			break
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		panic("Log in goroutine after " + t.name + " has completed: " + place + strings.TrimSuffix(strings.Join(lines, "\n"), "\n"))
	}
	t.output += text
}

func (t *T) isDone() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.done
}

// place is "file.go:12: " for the first frame that is no helper's, or the test's own.
func (t *T) place(skip int) string {
	place := "???:1: "
	for depth := skip + 1; ; depth++ {
		function, file, line := callerFrame(depth)
		if line == 0 || function == "testing.(*T).runner" && depth > skip+1 {
			return place
		}
		place = fmt.Sprintf("%s:%d: ", file[strings.LastIndex(file, "/")+1:], line)
		if !t.isHelper(function) {
			return place
		}
	}
}

func (t *T) isHelper(function string) bool {
	t = t.owner()
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, helper := range t.helpers {
		if helper == function {
			return true
		}
	}
	return false
}

// Cleanup has f called when the test and its subtests are done, last first.
func (t *T) Cleanup(f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cleanups = append(t.cleanups, f)
}

// Parallel waits until the parent's function has returned, and runs on beside the
// other parallel tests.
func (t *T) Parallel() {
	if t.waits {
		panic("testing: t.Parallel called multiple times")
	}
	if t.bubble {
		panic("testing: t.Parallel called inside synctest bubble")
	}
	if t.denyParallel {
		panic(parallelAfterSetenv)
	}
	t.waits = true
	t.elapsed += time.Since(t.start)
	t.parent.mu.Lock()
	t.parent.parallel = append(t.parent.parallel, t)
	t.parent.mu.Unlock()
	t.signal <- true
	<-t.proceed
	t.start = time.Now()
}
