//go:build go1.20

package context

// Since Go 1.20: a cancellation's cause.

type CancelCauseFunc func(cause error)

func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancelCtx(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

// Cause is why c was cancelled: what the cancelling function was given, or Err.
func Cause(c Context) error { return cause(c) }
