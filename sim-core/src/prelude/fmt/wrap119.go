//go:build !go1.20

package fmt

import "errors"

// wrapsNothing: whether %w of what is no error still makes an error that wraps, nil.
const wrapsNothing = false

// wrapSeveral: two %w are a mistake before Go 1.20, and nothing is wrapped.
func wrapSeveral(text, format string, a []any) error { return errors.New(text) }
