// Package context: deadlines, cancellation and values that a tree of calls shares.
//
// A context that can be cancelled knows its children that can be, too, and passes a
// cancellation on to them while it holds its own lock: parents lock before
// children. A parent of a foreign type is watched by a goroutine instead.
package context

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

type CancelFunc func()

var Canceled = errors.New("context canceled")

var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// emptyCtx is never cancelled and has nothing.
type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

func Background() Context { return backgroundCtx{} }
func TODO() Context       { return todoCtx{} }

// canceler is a context that a parent can cancel.
type canceler interface {
	cancel(removeFromParent bool, err, cause error)
	Done() <-chan struct{}
}

// cancelCtx can be cancelled.
type cancelCtx struct {
	Context // the parent

	mu       sync.Mutex
	done     atomic.Value          // of chan struct{}, made when first asked for
	children map[canceler]struct{} // nil once cancelled
	err      error                 // set when cancelled
	cause    error
}

// cancelCtxKey is the key under which a cancelCtx finds itself.
var cancelCtxKey int

func (c *cancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return c
	}
	return c.Context.Value(key)
}

func (c *cancelCtx) Done() <-chan struct{} {
	if d := c.done.Load(); d != nil {
		return d.(chan struct{})
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.done.Load()
	if d == nil {
		d = make(chan struct{})
		c.done.Store(d)
	}
	return d.(chan struct{})
}

func (c *cancelCtx) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

func (c *cancelCtx) String() string { return name(c.Context) + ".WithCancel" }

// closed is what Done gives where nobody had asked before the cancellation.
var closed = make(chan struct{})

func init() { close(closed) }

func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err, c.cause = err, cause
	if d, _ := c.done.Load().(chan struct{}); d == nil {
		c.done.Store(closed)
	} else {
		close(d)
	}
	for child := range c.children {
		child.cancel(false, err, cause)
	}
	c.children = nil
	c.mu.Unlock()
	if removeFromParent {
		leave(c.Context, c)
	}
}

// follow has child cancelled when parent, of which c is made, is.
func (c *cancelCtx) follow(parent Context, child canceler) {
	c.Context = parent
	done := parent.Done()
	if done == nil {
		return
	}
	select {
	case <-done:
		child.cancel(false, parent.Err(), cause(parent))
		return
	default:
	}
	if p, ok := cancelCtxOf(parent); ok {
		p.adopt(child)
		return
	}
	go func() {
		select {
		case <-done:
			child.cancel(false, parent.Err(), cause(parent))
		case <-child.Done():
		}
	}()
}

func (c *cancelCtx) adopt(child canceler) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		child.cancel(false, c.err, c.cause)
		return
	}
	if c.children == nil {
		c.children = make(map[canceler]struct{})
	}
	c.children[child] = struct{}{}
}

// leave takes child off its parent's list.
func leave(parent Context, child canceler) {
	p, ok := cancelCtxOf(parent)
	if !ok {
		return
	}
	p.mu.Lock()
	if p.children != nil {
		delete(p.children, child)
	}
	p.mu.Unlock()
}

// cancelCtxOf is the cancelCtx whose Done channel parent has, if there is one.
func cancelCtxOf(parent Context) (*cancelCtx, bool) {
	done := parent.Done()
	if done == closed || done == nil {
		return nil, false
	}
	p, ok := parent.Value(&cancelCtxKey).(*cancelCtx)
	if !ok {
		return nil, false
	}
	own, _ := p.done.Load().(chan struct{})
	return p, own == done
}

// cause is why a cancelled context was cancelled.
func cause(c Context) error {
	if cc, ok := c.Value(&cancelCtxKey).(*cancelCtx); ok {
		cc.mu.Lock()
		defer cc.mu.Unlock()
		return cc.cause
	}
	return c.Err()
}

func newCancelCtx(parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := &cancelCtx{}
	c.follow(parent, c)
	return c
}

func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancelCtx(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// name is how a context prints.
func name(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return typeName(c)
}

// typeName is the name of v's type.
func typeName(v any) string
