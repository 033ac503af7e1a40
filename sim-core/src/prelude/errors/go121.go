//go:build go1.21

package errors

// ErrUnsupported is what operations that cannot be done wrap. Since Go 1.21.
var ErrUnsupported = New("unsupported operation")
