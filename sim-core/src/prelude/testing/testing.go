// Package testing: enough of it to run a test as go test does.
//
// A test runs in a goroutine of its own, so that FailNow can leave it; its parent
// waits for it. What it prints is kept and shown only if it fails, below the line
// that says so.
package testing

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// TB is what T and B have (and F, which is missing, would have).
type TB interface {
	tbSince
	Setenv(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
}

// T is a running test.
type T struct {
	mu       sync.Mutex // guards what follows
	output   string     // what to show if it fails
	failed   bool
	skipped  bool
	finished bool // by a return, FailNow or SkipNow
	done     bool // and all its subtests, too
	helpers  []string
	cleanups []func()
	parallel []*T // subtests that wait for their parent's function to return

	name         string
	parent       *T
	start        time.Time
	elapsed      time.Duration
	names        map[string]int // of subtests, to tell equal ones apart
	waits        bool           // Parallel was called
	denyParallel bool           // Setenv was called
	bubble       bool           // runs in a bubble as part of its parent, a test of the same name
	ctx          any            // what Context gave out, if it did
	cancel       func()         // ends it
	proceed      chan bool      // tells a parallel subtest to go on
	signal       chan bool      // tells the parent: finished, or waiting in Parallel
}

// callerFrame is where the function skip calls above its caller stands.
func callerFrame(skip int) (function, file string, line int)

func Short() bool   { return false }
func Verbose() bool { return false }
func Testing() bool { return true }

// runTest runs a test of the program; it is what the program's entry calls.
func runTest(name string, f func(t *T)) {
	if !passes(name, f) {
		os.Exit(1)
	}
}

// Run runs f as a subtest and reports whether it passed (or waits in Parallel).
func (t *T) Run(name string, f func(t *T)) bool {
	if t.bubble {
		panic("testing: t.Run called inside synctest bubble")
	}
	return t.run(t.name+"/"+t.unique(name), f)
}

func (t *T) run(name string, f func(t *T)) bool {
	sub := &T{name: name, parent: t, proceed: make(chan bool), signal: make(chan bool, 1)}
	sub.start = time.Now()
	go sub.runner(f)
	if !<-sub.signal {
		// A test around it was left in it.
		runtime.Goexit()
	}
	return !sub.Failed()
}

// unique makes a subtest's name one word that no earlier one has.
func (t *T) unique(name string) string {
	name = oneWord(name)
	if name == "" {
		name = "#00"
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.names == nil {
		t.names = make(map[string]int)
	}
	n := t.names[name]
	t.names[name] = n + 1
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s#%02d", name, n)
}

// oneWord makes a name one word that can be seen.
func oneWord(name string) string {
	var word strings.Builder
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
			word.WriteByte('_')
		case !strconv.IsPrint(r):
			quoted := strconv.QuoteRune(r)
			word.WriteString(quoted[1 : len(quoted)-1])
		default:
			word.WriteRune(r)
		}
	}
	return word.String()
}

func (t *T) runner(f func(t *T)) {
	defer t.finish()
	defer t.cleanUp()
	f(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// cleanUp is deferred by the test's goroutine: it runs the cleanups, also when the
// test panics, unless parallel subtests come first.
func (t *T) cleanUp() {
	if len(t.parallel) == 0 {
		t.runCleanups()
	}
}

// finish is deferred by the test's goroutine: it waits for parallel subtests, runs
// the cleanups, and reports.
func (t *T) finish() {
	cause := recover()
	proper := true
	if cause == nil && !t.isFinished() {
		cause, proper = t.leftBy()
	}
	if cause != nil {
		t.elapsed += time.Since(t.start)
		t.die(cause)
	}
	t.elapsed += time.Since(t.start)
	t.releaseParallel()
	if cause := t.tryCleanups(); cause != nil {
		t.die(cause)
	}
	t.report()
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	t.signal <- proper
}

func (t *T) isFinished() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.finished
}

// leftBy says what a test dies of that neither returned nor called FailNow or its
// kin; nothing and false if these were called on a test around it, which ends then.
func (t *T) leftBy() (cause any, proper bool) {
	err := fmt.Errorf("test executed panic(nil) or runtime.Goexit")
	for p := t.parent; p != nil; p = p.parent {
		if p.isFinished() {
			if t.waits {
				return err, false
			}
			t.Errorf("%v: subtest may have called FailNow on a parent test", err)
			return nil, false
		}
	}
	return err, true
}

// die ends the program with a panic, after a report.
func (t *T) die(cause any) {
	t.mu.Lock()
	t.failed = true
	t.mu.Unlock()
	if cause := t.tryCleanups(); cause != nil {
		t.Logf("cleanup panicked with %v", cause)
	}
	t.reportPanic()
	panic(cause)
}

// releaseParallel lets the waiting subtests run and waits until they are done.
func (t *T) releaseParallel() {
	for _, sub := range t.parallel {
		sub.proceed <- true
	}
	for _, sub := range t.parallel {
		<-sub.signal
	}
}

// runCleanups runs them all, whatever one of them does.
func (t *T) runCleanups() {
	t.mu.Lock()
	cancel := t.cancel
	t.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	t.mu.Lock()
	n := len(t.cleanups)
	if n == 0 {
		t.mu.Unlock()
		return
	}
	f := t.cleanups[n-1]
	t.cleanups = t.cleanups[:n-1]
	t.mu.Unlock()
	defer t.runCleanups()
	f()
}

// tryCleanups is runCleanups, and what one of them panicked with.
func (t *T) tryCleanups() (cause any) {
	defer func() { cause = recover() }()
	t.runCleanups()
	return nil
}

// report adds the test's verdict and output to its parent's, if it failed.
func (t *T) report() {
	if t.bubble || !t.Failed() {
		return
	}
	t.parent.Fail()
	header := fmt.Sprintf("--- FAIL: %s (%.2fs)\n", t.name, t.elapsed.Seconds())
	t.mu.Lock()
	text := header + t.output
	t.mu.Unlock()
	t.parent.add(text)
}

// reportPanic prints verdict and output of the test and those it is part of at
// once: the program is about to end.
func (t *T) reportPanic() {
	for ; t.parent != nil && !t.bubble; t = t.parent {
		t.parent.mu.Lock()
		t.parent.failed = true
		if t.parent.parent != nil {
			t.parent.elapsed = time.Since(t.parent.start)
		}
		t.parent.mu.Unlock()
		t.report()
		t.parent.tryCleanups()
		if t.parent.parent == nil {
			fmt.Print(t.parent.output)
		}
	}
}

// add appends text to the output, indented unless it is the whole program's.
func (t *T) add(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.parent != nil {
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		text = "    " + strings.Join(lines, "\n    ") + "\n"
	}
	t.output += text
}
