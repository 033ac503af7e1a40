// Package bytes: byte slices. What is asked of them is asked of their text by
// package strings; reading the slice is what other goroutines can collide with.
package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// Buffer is bytes to read from the front and to write to the end. Its array grows
// as Go's does, so capacities and who shares what are Go's.
type Buffer struct {
	buf  []byte // unread bytes are buf[off:]
	off  int
	last readOp
}

// readOp is what was read last, for the Unread methods: a rune of so many bytes,
// or one of these.
type readOp int8

const (
	readOther readOp = -1
	readNone  readOp = 0
)

const (
	// MinRead is how much room ReadFrom asks for, as in Go.
	MinRead = 512
	// firstSize is the least capacity of an array made for a small write.
	firstSize = 64
)

var ErrTooLarge = errors.New("bytes.Buffer: too large")

func NewBuffer(buf []byte) *Buffer     { return &Buffer{buf: buf} }
func NewBufferString(s string) *Buffer { return &Buffer{buf: []byte(s)} }
func (b *Buffer) Bytes() []byte        { return b.buf[b.off:] }
func (b *Buffer) Len() int             { return len(b.buf) - b.off }
func (b *Buffer) Cap() int             { return cap(b.buf) }

func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

func (b *Buffer) Reset() {
	b.buf = b.buf[:0]
	b.off = 0
	b.last = readNone
}

func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.last = readNone
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.buf = b.buf[:b.off+n]
}

// extend makes the buffer n bytes longer and says where they begin.
func (b *Buffer) extend(n int) int {
	unread := b.Len()
	if unread == 0 && b.off != 0 {
		b.Reset()
	}
	size := len(b.buf)
	if n <= cap(b.buf)-size {
		b.buf = b.buf[:size+n]
		return size
	}
	if b.buf == nil && n <= firstSize {
		b.buf = make([]byte, n, firstSize)
		return 0
	}
	if c := cap(b.buf); n <= c/2-unread {
		// There is room enough in front.
		copy(b.buf, b.buf[b.off:])
	} else {
		b.buf = b.larger(n)
	}
	b.off = 0
	b.buf = b.buf[:unread+n]
	return unread
}

// larger is a new array with what is unread, with room for n bytes and what was
// read: twice as large at least.
func (b *Buffer) larger(n int) []byte {
	size := len(b.buf) + n
	if twice := 2 * cap(b.buf[b.off:]); size < twice {
		size = twice
	}
	array := append([]byte(nil), make([]byte, size)...)
	copy(array, b.buf[b.off:])
	return array[:b.Len()]
}

func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	b.buf = b.buf[:b.extend(n)]
}

func (b *Buffer) Write(p []byte) (n int, err error) {
	b.last = readNone
	return copy(b.buf[b.extend(len(p)):], p), nil
}

func (b *Buffer) WriteString(s string) (n int, err error) {
	b.last = readNone
	return copy(b.buf[b.extend(len(s)):], s), nil
}

func (b *Buffer) WriteByte(c byte) error {
	b.last = readNone
	b.buf[b.extend(1)] = c
	return nil
}

func (b *Buffer) WriteRune(r rune) (n int, err error) {
	if uint32(r) < utf8.RuneSelf {
		b.WriteByte(byte(r))
		return 1, nil
	}
	b.last = readNone
	at := b.extend(utf8.UTFMax)
	n = copy(b.buf[at:], string(r))
	b.buf = b.buf[:at+n]
	return n, nil
}

func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	b.last = readNone
	for {
		at := b.extend(MinRead)
		b.buf = b.buf[:at]
		got, err := r.Read(b.buf[at:cap(b.buf)])
		if got < 0 {
			panic(errors.New("bytes.Buffer: reader returned negative count from Read"))
		}
		b.buf = b.buf[:at+got]
		n += int64(got)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.last = readNone
	if unread := b.Len(); unread > 0 {
		put, err := w.Write(b.buf[b.off:])
		if put > unread {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.off += put
		n = int64(put)
		if err != nil {
			return n, err
		}
		if put != unread {
			return n, io.ErrShortWrite
		}
	}
	b.Reset()
	return n, nil
}

// empty is what a read from nothing finds; the buffer starts anew.
func (b *Buffer) empty() bool {
	if b.off < len(b.buf) {
		return false
	}
	b.Reset()
	return true
}

func (b *Buffer) Read(p []byte) (n int, err error) {
	b.last = readNone
	if b.empty() {
		if len(p) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	n = copy(p, b.buf[b.off:])
	b.off += n
	if n > 0 {
		b.last = readOther
	}
	return n, nil
}

func (b *Buffer) Next(n int) []byte {
	b.last = readNone
	if m := b.Len(); n > m {
		n = m
	}
	data := b.buf[b.off : b.off+n]
	b.off += n
	if n > 0 {
		b.last = readOther
	}
	return data
}

func (b *Buffer) ReadByte() (byte, error) {
	if b.empty() {
		return 0, io.EOF
	}
	c := b.buf[b.off]
	b.off++
	b.last = readOther
	return c, nil
}

func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.empty() {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.buf[b.off:])
	b.off += size
	b.last = readOp(size)
	return r, size, nil
}

func (b *Buffer) UnreadRune() error {
	if b.last <= readNone {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	b.off -= int(b.last)
	b.last = readNone
	return nil
}

func (b *Buffer) UnreadByte() error {
	if b.last == readNone {
		return errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	}
	b.last = readNone
	if b.off > 0 {
		b.off--
	}
	return nil
}

// ReadString reads up to and with the first delim.
func (b *Buffer) ReadString(delim byte) (line string, err error) {
	data, err := b.through(delim)
	return string(data), err
}

func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	data, err := b.through(delim)
	return append(line, data...), err
}

func (b *Buffer) through(delim byte) (line []byte, err error) {
	end := len(b.buf)
	if i := IndexByte(b.buf[b.off:], delim); i >= 0 {
		end = b.off + i + 1
	} else {
		err = io.EOF
	}
	line = b.buf[b.off:end]
	b.off = end
	b.last = readOther
	return line, err
}
