//go:build go1.24 && !go1.25

package testing

import "context"

// tbSince is what TB has by its version.
type tbSince interface {
	Context() context.Context
}
