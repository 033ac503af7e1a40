//go:build go1.24

package runtime

// Cleanup is a call that waits until something is freed: for ever. Since Go 1.24.
type Cleanup struct {
	id int
}

func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup { return Cleanup{} }

func (c Cleanup) Stop() {}
