package bufio

import (
	"io"
	"unicode/utf8"
)

// Writer collects what is written until the buffer is full or Flush is called.
// After an error it does nothing more. What waits is waiting, whose capacity is the
// buffer's size.
type Writer struct {
	below   io.Writer
	waiting []byte
	failure error
}

func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, usualSize) }

func NewWriterSize(w io.Writer, size int) *Writer {
	if b, is := w.(*Writer); is && b.Size() >= size {
		return b
	}
	if size <= 0 {
		size = usualSize
	}
	return &Writer{below: w, waiting: make([]byte, 0, size)}
}

func (b *Writer) Size() int      { return cap(b.waiting) }
func (b *Writer) Buffered() int  { return len(b.waiting) }
func (b *Writer) Available() int { return b.Size() - b.Buffered() }

func (b *Writer) Reset(w io.Writer) {
	if b == w {
		return
	}
	if b.Size() == 0 {
		b.waiting = make([]byte, 0, usualSize)
	}
	*b = Writer{below: w, waiting: b.waiting[:0]}
}

// Flush writes what waits. What could not be written keeps waiting.
func (b *Writer) Flush() error {
	if b.failure != nil || b.Buffered() == 0 {
		return b.failure
	}
	n, err := b.below.Write(b.waiting)
	if err == nil && n < b.Buffered() {
		err = io.ErrShortWrite
	}
	b.failure = err
	if err == nil {
		b.waiting = b.waiting[:0]
	} else if n > 0 {
		b.waiting = b.waiting[:copy(b.waiting, b.waiting[n:])]
	}
	return err
}

// add takes as much of p as there is room for.
func (b *Writer) add(p []byte) int {
	if room := b.Available(); len(p) > room {
		p = p[:room]
	}
	b.waiting = append(b.waiting, p...)
	return len(p)
}

// Write passes p through the buffer, but for what is longer than an empty one.
func (b *Writer) Write(p []byte) (total int, err error) {
	return b.pass(p, b.below.Write)
}

// WriteString is Write for a string.
func (b *Writer) WriteString(s string) (int, error) {
	direct := func(p []byte) (int, error) { return b.add(p), b.Flush() }
	if below, is := b.below.(io.StringWriter); is {
		direct = func(p []byte) (int, error) { return below.WriteString(string(p)) }
	}
	return b.pass([]byte(s), direct)
}

// pass writes p; direct writes when nothing waits and p does not fit.
func (b *Writer) pass(p []byte, direct func([]byte) (int, error)) (total int, err error) {
	for len(p) > b.Available() && b.failure == nil {
		var n int
		if b.Buffered() == 0 {
			n, b.failure = direct(p)
		} else {
			n = b.add(p)
			b.Flush()
		}
		total += n
		p = p[n:]
	}
	if b.failure == nil {
		total += b.add(p)
	}
	return total, b.failure
}

func (b *Writer) WriteByte(c byte) error {
	_, err := b.pass([]byte{c}, b.below.Write)
	return err
}

func (b *Writer) WriteRune(r rune) (size int, err error) {
	if r >= 0 && r < utf8.RuneSelf {
		if err = b.WriteByte(byte(r)); err == nil {
			size = 1
		}
		return size, err
	}
	return b.WriteString(string(r))
}

// ReadFrom writes all that a reader has.
func (b *Writer) ReadFrom(r io.Reader) (total int64, err error) {
	for b.failure == nil {
		if b.Available() == 0 && b.Flush() != nil {
			break
		}
		if below, can := b.below.(io.ReaderFrom); can && b.Buffered() == 0 {
			var n int64
			n, b.failure = below.ReadFrom(r)
			return total + n, b.failure
		}
		room := window{buf: b.waiting[:b.Size()], to: b.Buffered()}
		n, err := room.fetch(r, idleMax)
		b.waiting = b.waiting[:b.Buffered()+n]
		total += int64(n)
		switch {
		case err == io.EOF && b.Available() == 0:
			return total, b.Flush()
		case err == io.EOF:
			return total, nil
		case err != nil:
			return total, err
		}
	}
	return total, b.failure
}

// ReadWriter is a Reader and a Writer.
type ReadWriter struct {
	*Reader
	*Writer
}

func NewReadWriter(r *Reader, w *Writer) *ReadWriter { return &ReadWriter{r, w} }
