//go:build go1.26

package bytes

import "io"

// Peek is a window on the next n bytes, which stay unread. Where there are fewer,
// it is all of them, with io.EOF. Since Go 1.26.
func (b *Buffer) Peek(n int) ([]byte, error) {
	if b.Len() < n {
		return b.buf[b.off:], io.EOF
	}
	return b.buf[b.off : b.off+n], nil
}
