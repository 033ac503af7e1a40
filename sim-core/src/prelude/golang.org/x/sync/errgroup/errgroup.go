//go:build go1.18

// Package errgroup: goroutines that work on parts of one task; the first error
// ends it.
package errgroup

import (
	"context"
	"fmt"
	"sync"
)

// Group is such goroutines. The zero value has no limit and cancels nothing.
type Group struct {
	cancel func(error) // of the context that WithContext made
	wg     sync.WaitGroup
	slots  chan struct{} // holds one value for each goroutine, where there is a limit

	once sync.Once
	err  error
}

// WithContext makes a group whose context is cancelled by the first error, and
// when Wait returns.
func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := withCause(ctx)
	return &Group{cancel: cancel}, ctx
}

// Wait waits for all of them and returns the first error.
func (g *Group) Wait() error {
	g.wg.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}

// Go calls f in a goroutine, as soon as the limit allows it.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.start(f)
}

// TryGo does so only if the limit allows it now, and reports whether it did.
func (g *Group) TryGo(f func() error) bool {
	if g.slots != nil {
		select {
		case g.slots <- struct{}{}:
		default:
			return false
		}
	}
	g.start(f)
	return true
}

func (g *Group) start(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				if g.cancel != nil {
					g.cancel(err)
				}
			})
		}
	}()
}

func (g *Group) done() {
	if g.slots != nil {
		<-g.slots
	}
	g.wg.Done()
}

// SetLimit allows at most n goroutines at once, any number if n is negative.
func (g *Group) SetLimit(n int) {
	if n < 0 {
		g.slots = nil
		return
	}
	if active := len(g.slots); active != 0 {
		panic(fmt.Errorf("errgroup: modify limit while %v goroutines in the group are still active", active))
	}
	g.slots = make(chan struct{}, n)
}
