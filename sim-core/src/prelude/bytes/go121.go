//go:build go1.21

package bytes

import "strings"

// Since Go 1.21.

func (b *Buffer) Available() int          { return cap(b.buf) - len(b.buf) }
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

func ContainsFunc(b []byte, f func(rune) bool) bool { return strings.IndexFunc(string(b), f) >= 0 }
