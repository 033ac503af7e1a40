package testing

import (
	"fmt"
	"os"
	"time"
)

// M is what TestMain gets: the test that weft was told to run.
type M struct {
	name string
	test func(t *T)
	code int
}

// Run runs the test and says what to exit with.
func (m *M) Run() (code int) {
	if !passes(m.name, m.test) {
		m.code = 1
	}
	return m.code
}

// runMain is what the program's entry calls instead of runTest where there is a
// TestMain.
func runMain(name string, f func(t *T), main func(m *M)) {
	m := &M{name: name, test: f}
	main(m)
	os.Exit(m.code)
}

// passes runs a test of the program and prints the verdict.
func passes(name string, f func(t *T)) bool {
	root := &T{name: "", proceed: make(chan bool), signal: make(chan bool, 1)}
	root.run(name, f)
	root.releaseParallel()
	if root.Failed() {
		fmt.Print(root.output + "FAIL\n")
		return false
	}
	fmt.Println("PASS")
	return true
}

func Init()             {}
func CoverMode() string { return "" }
func Coverage() float64 { return 0 }

// Deadline is when the test would be given up: ten minutes after the run began.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.bubble {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	now := time.Now()
	begin := time.Date(2009, time.November, 10, 23, 0, 0, 0, time.Local)
	return now.Add(begin.Sub(now) + 10*time.Minute), true
}

// Setenv sets an environment variable until the test is over. Tests that run beside
// others cannot do that.
func (t *T) Setenv(key, value string) {
	for test := t; test != nil; test = test.parent {
		if test.waits {
			panic(setenvAfterParallel)
		}
	}
	t.denyParallel = true
	before, had := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		t.Fatalf("cannot set environment variable: %v", err)
	}
	t.Cleanup(func() {
		if had {
			os.Setenv(key, before)
		} else {
			os.Unsetenv(key)
		}
	})
}
