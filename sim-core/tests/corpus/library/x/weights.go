// needs golang.org/x/sync

package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

func main() {
	ctx := context.Background()
	s := semaphore.NewWeighted(3)
	fmt.Println(s.Acquire(ctx, 2), s.TryAcquire(2), s.TryAcquire(1), s.TryAcquire(1))
	s.Release(3)

	// First come, first served: small ones do not pass a large one.
	s.Acquire(ctx, 3)
	var wg sync.WaitGroup
	for i, n := range []int64{1, 3, 1} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i+1) * 20 * time.Millisecond)
			s.Acquire(ctx, n)
			fmt.Println("got", n)
			time.Sleep(10 * 20 * time.Millisecond)
			fmt.Println("gives", n)
			s.Release(n)
		}()
	}
	time.Sleep(5 * 20 * time.Millisecond)
	fmt.Println(s.TryAcquire(1))
	s.Release(3)
	wg.Wait()

	// Giving up.
	s.Acquire(ctx, 3)
	late, cancel := context.WithTimeout(ctx, time.Millisecond)
	fmt.Println(s.Acquire(late, 1))
	cancel()
	late, cancel = context.WithTimeout(ctx, time.Millisecond)
	fmt.Println(s.Acquire(late, 4))
	fmt.Println(s.Acquire(late, 1))
	cancel()
	s.Release(3)
	fmt.Println(s.TryAcquire(3))
	defer func() { fmt.Println(recover()) }()
	s.Release(4)
}
