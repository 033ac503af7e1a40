package bubble

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestClock(t *testing.T) {
	before := time.Now()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fmt.Println(start.UTC())
		time.Sleep(90 * time.Minute)
		fmt.Println(time.Since(start))
		tm := time.NewTimer(time.Hour)
		fmt.Println(tm.Stop())
		tick := time.NewTicker(time.Second)
		for range 3 {
			fmt.Println((<-tick.C).Sub(start))
		}
		fired := false
		time.AfterFunc(time.Second, func() { fired = true })
		time.Sleep(time.Second)
		synctest.Wait()
		fmt.Println(fired)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		time.Sleep(time.Minute - time.Nanosecond)
		synctest.Wait()
		fmt.Println(ctx.Err())
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		fmt.Println(ctx.Err())
		t.Cleanup(func() { fmt.Println("cleanup at", time.Since(start)) })
	})
	_ = before
}

func TestWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var wg sync.WaitGroup
		c := sync.NewCond(&mu)
		n := 0
		for range 3 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				mu.Lock()
				n++
				c.Wait()
				n++
				mu.Unlock()
			}()
		}
		synctest.Wait()
		fmt.Println(n)
		c.Signal()
		synctest.Wait()
		fmt.Println(n)
		c.Broadcast()
		wg.Wait()
		fmt.Println(n)
		ch := make(chan int)
		go func() { ch <- 1 }()
		synctest.Wait()
		select {
		case v := <-ch:
			fmt.Println("got", v)
		default:
			fmt.Println("nobody sends")
		}
	})
}

func TestFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Hour)
		t.Log("in the bubble")
		t.Errorf("wrong: %d", 1)
	})
	fmt.Println("not reached")
}

func TestMainLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		go func() { select {} }()
	})
}

func TestNested(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		func() {
			defer func() { fmt.Println(recover()) }()
			t.Run("sub", func(*testing.T) {})
		}()
		func() {
			defer func() { fmt.Println(recover()) }()
			t.Parallel()
		}()
		func() {
			defer func() { fmt.Println(recover()) }()
			synctest.Test(t, func(*testing.T) {})
		}()
	})
	defer func() { fmt.Println(recover()) }()
	synctest.Wait()
}

func TestPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		panic("in the bubble")
	})
}
