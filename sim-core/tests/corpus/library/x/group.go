// needs golang.org/x/sync

package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	// The first error wins and cancels the rest.
	g, ctx := errgroup.WithContext(context.Background())
	first := errors.New("first")
	for i := 1; i <= 3; i++ {
		g.Go(func() error {
			time.Sleep(time.Duration(i) * 10 * time.Millisecond)
			if i == 1 {
				return first
			}
			<-ctx.Done()
			return fmt.Errorf("worker %d: %w", i, ctx.Err())
		})
	}
	err := g.Wait()
	fmt.Println(err, err == first, ctx.Err(), context.Cause(ctx) == first)

	// Without an error Wait cancels the context.
	g, ctx = errgroup.WithContext(context.Background())
	var sum atomic.Int64
	for i := range 10 {
		g.Go(func() error {
			sum.Add(int64(i))
			return nil
		})
	}
	fmt.Println(g.Wait(), sum.Load(), ctx.Err())

	// A limit.
	var zero errgroup.Group
	zero.SetLimit(2)
	var active, most atomic.Int32
	for range 6 {
		zero.Go(func() error {
			n := active.Add(1)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
			time.Sleep(time.Millisecond)
			active.Add(-1)
			return nil
		})
	}
	fmt.Println(zero.Wait(), most.Load())
	hold := make(chan bool)
	fmt.Println(zero.TryGo(func() error { <-hold; return nil }), zero.TryGo(func() error { <-hold; return nil }), zero.TryGo(func() error { return nil }))
	func() {
		defer func() { fmt.Println(recover()) }()
		zero.SetLimit(3)
	}()
	close(hold)
	fmt.Println(zero.Wait())
	zero.SetLimit(-1)
	fmt.Println(zero.TryGo(func() error { return errors.New("late") }), zero.Wait())
}
