//go:build go1.18

// Package singleflight: of several calls with one key at a time only the first is
// made; the others get its result.
package singleflight

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

var errGoexit = errors.New("runtime.Goexit was called")

// panicError is the panic of a call, with the stack that it had.
type panicError struct {
	value any
	stack []byte
}

func (p *panicError) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

// call is a call under way.
type call struct {
	wg   sync.WaitGroup
	val  any // written once, before wg is done
	err  error
	dups int             // others that wait for it
	outs []chan<- Result // of those that came by DoChan
}

// Group is a space of keys.
type Group struct {
	mu sync.Mutex
	m  map[string]*call
}

// Result is what DoChan sends.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

// Do calls fn unless a call of this key is under way, and waits for the result.
// shared: somebody else got it, too.
func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	c, first := g.join(key, nil)
	if first {
		g.run(c, key, fn)
		return c.val, c.err, c.dups > 0
	}
	c.wg.Wait()
	if p, ok := c.err.(*panicError); ok {
		panic(p)
	}
	if c.err == errGoexit {
		runtime.Goexit()
	}
	return c.val, c.err, true
}

// DoChan is Do with a channel for the result.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	out := make(chan Result, 1)
	if c, first := g.join(key, out); first {
		go g.run(c, key, fn)
	}
	return out
}

// join finds the call of a key, or begins one.
func (g *Group) join(key string, out chan<- Result) (c *call, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.m == nil {
		g.m = make(map[string]*call)
	}
	c, known := g.m[key]
	if known {
		c.dups++
	} else {
		c = new(call)
		c.wg.Add(1)
		g.m[key] = c
	}
	if out != nil {
		c.outs = append(c.outs, out)
	}
	return c, !known
}

// run makes the call and tells everybody. A panic goes on in whoever made it,
// a Goexit too.
func (g *Group) run(c *call, key string, fn func() (any, error)) {
	returned, recovered := false, false
	defer func() {
		if !returned && !recovered {
			c.err = errGoexit
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		c.wg.Done()
		if g.m[key] == c {
			delete(g.m, key)
		}
		if p, ok := c.err.(*panicError); ok {
			if len(c.outs) > 0 {
				// Nobody receives: the program must not survive it.
				go panic(p)
				select {}
			}
			panic(p)
		}
		if c.err == errGoexit {
			return
		}
		for _, out := range c.outs {
			out <- Result{c.val, c.err, c.dups > 0}
		}
	}()
	func() {
		defer func() {
			if returned {
				return
			}
			if r := recover(); r != nil {
				buf := make([]byte, 1024)
				c.err = &panicError{r, buf[:runtime.Stack(buf, false)]}
			}
		}()
		c.val, c.err = fn()
		returned = true
	}()
	if !returned {
		recovered = true
	}
}

// Forget lets the next call of a key be made although one is under way.
func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.m, key)
	g.mu.Unlock()
}
