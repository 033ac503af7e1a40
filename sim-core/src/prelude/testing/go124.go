//go:build go1.24

package testing

import "context"

// Context is a context that ends just before the test's cleanups run. It is made
// when it is first asked for. Since Go 1.24.
func (t *T) Context() context.Context {
	t.mu.Lock()
	defer t.mu.Unlock()
	if ctx, ok := t.ctx.(context.Context); ok {
		return ctx
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.ctx, t.cancel = ctx, cancel
	return ctx
}
