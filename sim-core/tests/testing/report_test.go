package x

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestReportLogs(t *testing.T) {
	t.Log("a", 1)
	t.Logf("b %d\nsecond line", 2)
	t.Error("err", errors.New("x"))
	t.Errorf("%v", []int{1})
	helper(t)
	fmt.Println("stdout")
}

func helper(t *testing.T) {
	t.Helper()
	t.Log("from helper")
	func() { t.Log("closure") }()
}

func TestReportParallelOrder(t *testing.T) {
	for i := 0; i < 3; i++ {
		i := i
		t.Run(fmt.Sprintf("sub %d", i), func(t *testing.T) {
			t.Parallel()
			time.Sleep(time.Duration(3-i) * 10 * time.Millisecond)
			fmt.Println("run", i)
			if i == 1 {
				t.Fatal("one")
			}
		})
	}
	fmt.Println("end of parent")
}

func TestReportCleanups(t *testing.T) {
	t.Cleanup(func() { fmt.Println("c1"); t.Log("in cleanup") })
	t.Cleanup(func() { fmt.Println("c2", t.Failed()) })
	t.Run("sub", func(t *testing.T) {
		t.Cleanup(func() { t.Error("from cleanup") })
		t.FailNow()
	})
	t.Run("sub", func(t *testing.T) { t.Skip("skipped") })
	t.Run("", func(t *testing.T) { t.SkipNow() })
	t.Fatalf("fatal %s", t.Name())
}

func TestReportPanics(t *testing.T) {
	t.Cleanup(func() { fmt.Println("cleanup runs") })
	defer fmt.Println("deferred")
	t.Log("before")
	var m map[string]int
	m["x"] = 1
}

func TestReportPanicSub(t *testing.T) {
	t.Run("a", func(t *testing.T) {
		t.Run("b", func(t *testing.T) {
			t.Log("deep")
			panic(errors.New("boom"))
		})
	})
}

func TestReportLogAfter(t *testing.T) {
	done := make(chan bool)
	t.Run("sub", func(t *testing.T) {
		go func() {
			<-done
			t.Log("too late")
		}()
	})
	close(done)
	time.Sleep(10 * time.Millisecond)
}

func TestReportFatalInGoroutine(t *testing.T) {
	c := make(chan bool)
	go func() {
		defer close(c)
		t.Fatal("from goroutine")
	}()
	<-c
	t.Log("after")
}

func TestReportExitInRun(t *testing.T) {
	t.Run("x", func(t *testing.T) { t.Fail() })
	if !t.Failed() {
		t.Error("parent not failed")
	}
	t.Run("y", func(t *testing.T) { t.Log("not shown?") })
}

func TestReportSetenv(t *testing.T) {
	t.Log(1)
}

func TestReportTempDirNone(t *testing.T) {
	var tb testing.TB = t
	tb.Helper()
	tb.Logf("%s", tb.Name())
	tb.Fail()
}

func TestReportParallelTwice(t *testing.T) {
	t.Parallel()
	t.Parallel()
}

func TestReportSubFatalParent(t *testing.T) {
	t.Run("sub", func(s *testing.T) {
		t.FailNow()
	})
}

func TestReportCleanupPanics(t *testing.T) {
	t.Cleanup(func() { fmt.Println("first registered") })
	t.Cleanup(func() { panic("in cleanup") })
}

func TestReportNested(t *testing.T) {
	t.Run("a/b c", func(t *testing.T) {
		fmt.Println(t.Name())
		t.Run("é\x01", func(t *testing.T) { fmt.Println(t.Name()); t.Error("multi\nline\n\n") })
	})
}

func TestReportNilFunc(t *testing.T) {
	t.Run("nil", nil)
}

func TestReportGoexit(t *testing.T) {
	t.Run("a", func(t *testing.T) { t.Parallel(); t.Error("p") })
	t.Run("b", func(t *testing.T) { defer t.Log("deferred log"); t.SkipNow() })
	t.Error()
	t.Log()
	t.Skip("after error")
}
func TestReportBench(t *testing.T) {
	r := testing.Benchmark(func(b *testing.B) {
		for i := 0; i < b.N; i++ {
		}
	})
	fmt.Println(r.N > 0)
}
