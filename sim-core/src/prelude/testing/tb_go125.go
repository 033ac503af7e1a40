//go:build go1.25

package testing

import (
	"context"
	"io"
)

// tbSince is what TB has by its version.
type tbSince interface {
	Attr(key, value string)
	Context() context.Context
	Output() io.Writer
}
