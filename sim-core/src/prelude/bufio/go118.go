//go:build go1.18

package bufio

// AvailableBuffer is the room that is left, empty, to append to. Since Go 1.18.
func (b *Writer) AvailableBuffer() []byte { return b.waiting[b.Buffered():] }
