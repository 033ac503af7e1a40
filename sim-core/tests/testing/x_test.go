package main

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func check(t *testing.T, a, b int) {
	t.Helper()
	if a != b {
		t.Errorf("got %d want %d", a, b)
	}
}

func TestPass(t *testing.T) {
	t.Log("hi")
	check(t, 1, 1)
}

func TestFail(t *testing.T) {
	t.Log("hello", 1)
	check(t, 1, 2)
	t.Error("multi\nline")
	t.Cleanup(func() { t.Log("cleanup 1") })
	t.Cleanup(func() { t.Log("cleanup 2") })
	ok := t.Run("sub one", func(t *testing.T) {
		t.Logf("in sub %s", t.Name())
	})
	ok2 := t.Run("sub one", func(t *testing.T) {
		t.Run("deep", func(t *testing.T) { t.Fatalf("deep %v", errors.New("x")) })
		t.Log("after deep")
	})
	t.Log(ok, ok2)
	t.Run("skip", func(t *testing.T) { t.Skip("no"); t.Error("never") })
	for i := 0; i < 2; i++ {
		t.Run(fmt.Sprint("par", i), func(t *testing.T) {
			t.Parallel()
			time.Sleep(time.Duration(i+1) * 10 * time.Millisecond)
			t.Error("par", i)
		})
	}
	t.Log("before fatal")
	t.Fatal("end")
	t.Log("not reached")
}

func TestPanic(t *testing.T) {
	t.Log("log")
	t.Run("s", func(t *testing.T) {
		t.Log("in s")
		panic("boom")
	})
}
