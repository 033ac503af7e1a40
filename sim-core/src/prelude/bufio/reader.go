// Package bufio: reading and writing through a buffer, and splitting what is read
// into lines or words.
package bufio

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

var (
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")
	ErrBufferFull        = errors.New("bufio: buffer full")
	ErrNegativeCount     = errors.New("bufio: negative count")
)

// Reader reads from another reader in large pieces.
type Reader struct {
	below   io.Reader
	ahead   window
	trouble error // of below, for when the buffer is used up
	undo    undo
}

// undo is what can be given back: the last byte read, or -1, and the size of the
// rune read last, if it was a rune, or -1.
type undo struct {
	last, rune int
}

var nothing = undo{-1, -1}

func NewReader(rd io.Reader) *Reader { return NewReaderSize(rd, usualSize) }

func NewReaderSize(rd io.Reader, size int) *Reader {
	if b, is := rd.(*Reader); is && b.Size() >= size {
		return b
	}
	const sizeMin = 16
	if size < sizeMin {
		size = sizeMin
	}
	return &Reader{below: rd, ahead: window{buf: make([]byte, size)}, undo: nothing}
}

func (b *Reader) Size() int     { return len(b.ahead.buf) }
func (b *Reader) Buffered() int { return b.ahead.len() }

func (b *Reader) Reset(r io.Reader) {
	if b == r {
		return
	}
	buf := b.ahead.buf
	if buf == nil {
		buf = make([]byte, usualSize)
	}
	*b = Reader{below: r, ahead: window{buf: buf}, undo: nothing}
}

// fill reads some more behind what is held. The buffer must not be full.
func (b *Reader) fill() {
	if b.ahead.from > 0 {
		b.ahead.move(b.ahead.buf)
	}
	if b.ahead.to == b.Size() {
		panic("bufio: tried to fill full buffer")
	}
	n, err := b.ahead.fetch(b.below, idleMax)
	b.ahead.to += checked(n)
	if err != nil {
		b.trouble = err
	}
}

func checked(n int) int {
	if n < 0 {
		panic(errors.New("bufio: reader returned negative count from Read"))
	}
	return n
}

// take uses up n bytes, the last of which can be given back.
func (b *Reader) take(n int) []byte {
	piece := b.ahead.held()[:n]
	b.ahead.from += n
	b.read(piece)
	return piece
}

// read notes what can be given back after a read of p.
func (b *Reader) read(p []byte) {
	if n := len(p); n > 0 {
		b.undo = undo{int(p[n-1]), -1}
	}
}

// report is the trouble of below, told once.
func (b *Reader) report() error {
	err := b.trouble
	b.trouble = nil
	return err
}

// Peek gives the next bytes without reading them.
func (b *Reader) Peek(n int) ([]byte, error) {
	if n < 0 {
		return nil, ErrNegativeCount
	}
	b.undo = nothing
	for b.trouble == nil && b.Buffered() < n && b.Buffered() < b.Size() {
		b.fill()
	}
	held := b.ahead.held()
	if n <= len(held) {
		return held[:n], nil
	}
	if n <= b.Size() {
		if err := b.report(); err != nil {
			return held, err
		}
	}
	return held, ErrBufferFull
}

// Discard reads n bytes for nobody.
func (b *Reader) Discard(n int) (discarded int, err error) {
	if n < 0 {
		return 0, ErrNegativeCount
	}
	for n > discarded && err == nil {
		b.undo = nothing
		if b.Buffered() == 0 {
			b.fill()
		}
		skip := n - discarded
		if held := b.Buffered(); skip > held {
			skip = held
			err = b.trouble
		}
		b.ahead.from += skip
		discarded += skip
	}
	if err != nil {
		err = b.report()
	}
	return discarded, err
}

// Read reads what is held, or, if that is nothing, once from below: past the buffer
// if p is no shorter than it.
func (b *Reader) Read(p []byte) (int, error) {
	if len(p) > 0 && b.Buffered() == 0 && b.trouble == nil {
		direct := len(p) >= b.Size()
		into := p
		if !direct {
			b.ahead.from, b.ahead.to = 0, 0
			into = b.ahead.buf
		}
		n, err := b.below.Read(into)
		b.trouble = err
		if checked(n); direct {
			b.read(p[:n])
			return n, b.report()
		}
		b.ahead.to = n
	}
	if b.Buffered() == 0 {
		return 0, b.report()
	}
	n := len(p)
	if held := b.Buffered(); n > held {
		n = held
	}
	return copy(p, b.take(n)), nil
}

func (b *Reader) ReadByte() (byte, error) {
	b.undo.rune = -1
	for b.Buffered() == 0 {
		if b.trouble != nil {
			return 0, b.report()
		}
		b.fill()
	}
	return b.take(1)[0], nil
}

func (b *Reader) UnreadByte() error {
	front := b.ahead.from == 0
	if b.undo.last < 0 || front && b.ahead.to > 0 {
		return ErrInvalidUnreadByte
	}
	if front {
		b.ahead.from, b.ahead.to = 1, 1
	}
	b.ahead.from--
	b.ahead.held()[0] = byte(b.undo.last)
	b.undo = nothing
	return nil
}

func (b *Reader) ReadRune() (r rune, size int, err error) {
	for b.trouble == nil && b.Buffered() < b.Size() && !utf8.FullRune(b.ahead.held()) {
		b.fill()
	}
	b.undo.rune = -1
	if b.Buffered() == 0 {
		return 0, 0, b.report()
	}
	r, size = utf8.DecodeRune(b.ahead.held())
	b.take(size)
	b.undo.rune = size
	return r, size, nil
}

func (b *Reader) UnreadRune() error {
	if b.undo.rune < 0 || b.undo.rune > b.ahead.from {
		return ErrInvalidUnreadRune
	}
	b.ahead.from -= b.undo.rune
	b.undo = nothing
	return nil
}

// ReadSlice reads up to and with the first delim; the bytes stay in the buffer.
func (b *Reader) ReadSlice(delim byte) (line []byte, err error) {
	for passed := 0; ; b.fill() {
		held := b.ahead.held()
		if at := bytes.IndexByte(held[passed:], delim); at >= 0 {
			return b.take(passed + at + 1), nil
		}
		if b.trouble != nil {
			return b.take(len(held)), b.report()
		}
		if len(held) == b.Size() {
			return b.take(len(held)), ErrBufferFull
		}
		passed = len(held)
	}
}

// ReadLine reads a line without its end, or as much of it as the buffer holds.
func (b *Reader) ReadLine() (line []byte, isPrefix bool, err error) {
	line, err = b.ReadSlice('\n')
	if err == ErrBufferFull {
		// A return at the end may belong to a newline that is still to come.
		whole := len(line)
		line = withoutReturn(line)
		b.ahead.from -= whole - len(line)
		return line, true, nil
	}
	switch n := len(line); {
	case n == 0 && err != nil:
		return nil, false, err
	case n > 0 && line[n-1] == '\n':
		line = withoutReturn(line[:n-1])
	}
	return line, false, nil
}

// ReadBytes reads up to and with the first delim.
func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	line := []byte{}
	for {
		piece, err := b.ReadSlice(delim)
		line = append(line, piece...)
		if err != ErrBufferFull {
			return line, err
		}
	}
}

// ReadString is ReadBytes for a string.
func (b *Reader) ReadString(delim byte) (string, error) {
	var line strings.Builder
	for {
		piece, err := b.ReadSlice(delim)
		line.Write(piece)
		if err != ErrBufferFull {
			return line.String(), err
		}
	}
}

// WriteTo reads all there is, and writes it. What is held is written first, even if
// it is nothing; then, if one of the two can pass on everything by itself, it does.
func (b *Reader) WriteTo(w io.Writer) (total int64, err error) {
	b.undo = nothing
	for first := true; first || b.Buffered() > 0; first = false {
		n, err := w.Write(b.ahead.held())
		if n < 0 {
			panic(errors.New("bufio: writer returned negative count from Write"))
		}
		b.ahead.from += n
		total += int64(n)
		if err != nil {
			return total, err
		}
		if below, can := b.below.(io.WriterTo); can {
			n, err := below.WriteTo(w)
			return total + n, err
		}
		if w, can := w.(io.ReaderFrom); can {
			n, err := w.ReadFrom(b.below)
			return total + n, err
		}
		b.fill()
	}
	if err = b.report(); err == io.EOF {
		err = nil
	}
	return total, err
}
