package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
	stop context.CancelCauseFunc
}

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.stop(err)
			})
		}
	}()
}

func (g *group) Wait() error { g.wg.Wait(); g.stop(nil); return g.err }

func main() {
	ctx, stop := context.WithCancelCause(context.Background())
	g := &group{stop: stop}
	for range 3 {
		g.Go(func() error {
			<-ctx.Done()
			return ctx.Err()
		})
	}
	boom := errors.New("boom")
	g.Go(func() error { return boom })
	fmt.Println(g.Wait(), context.Cause(ctx), ctx.Err())
	ready := make(chan struct{})
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-ready
			mu.Lock()
			defer mu.Unlock()
			n++
		}()
	}
	close(ready)
	wg.Wait()
	fmt.Println(n)
}
