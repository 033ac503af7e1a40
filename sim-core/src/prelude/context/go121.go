//go:build go1.21

package context

import "time"

// Since Go 1.21.

func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	return withDeadline(parent, d, cause)
}

func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return withDeadline(parent, time.Now().Add(timeout), cause)
}

// AfterFunc calls f in a goroutine of its own when ctx is cancelled. stop keeps it
// from that, and reports whether it did.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := &afterFunc{f: f}
	a.cancelCtx.follow(ctx, a)
	return func() bool {
		stopped := false
		a.once.Do(func() { stopped = true })
		if stopped {
			a.cancel(true, Canceled, nil)
		}
		return stopped
	}
}

// withoutCancelCtx has its parent's values only.
type withoutCancelCtx struct {
	emptyCtx
	parent Context
}

func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancelCtx{parent: parent}
}

func (c withoutCancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return nil
	}
	return c.parent.Value(key)
}

func (c withoutCancelCtx) String() string { return name(c.parent) + ".WithoutCancel" }
