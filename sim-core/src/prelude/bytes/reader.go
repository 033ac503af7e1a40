package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// Reader reads from a slice. The zero Reader is at the end of nothing.
type Reader struct {
	text  []byte
	pos   int64 // of the next byte; Seek may put it behind the end
	begin int64 // 1 + where the rune begins that ReadRune has just read, or 0
}

func NewReader(text []byte) *Reader { return &Reader{text: text} }

// left is what has not been read.
func (r *Reader) left() []byte {
	if size := r.Size(); r.pos < size {
		return r.text[r.pos:]
	}
	return r.text[:0]
}

func (r *Reader) Len() int          { return len(r.left()) }
func (r *Reader) Size() int64       { return int64(len(r.text)) }
func (r *Reader) Reset(text []byte) { *r = Reader{text: text} }

// forward moves on by n bytes, after which there is no rune to give back.
func (r *Reader) forward(n int) {
	r.pos += int64(n)
	r.begin = 0
}

func (r *Reader) Read(into []byte) (int, error) {
	left := r.left()
	if len(left) == 0 {
		return 0, io.EOF
	}
	n := copy(into, left)
	r.forward(n)
	return n, nil
}

// ReadAt reads without moving. Less than was asked for is the end.
func (r *Reader) ReadAt(into []byte, pos int64) (int, error) {
	if pos < 0 {
		return 0, errors.New("bytes.Reader.ReadAt: negative offset")
	}
	at := Reader{text: r.text, pos: pos}
	if at.Len() == 0 {
		return 0, io.EOF
	}
	n := copy(into, at.left())
	if n == len(into) {
		return n, nil
	}
	return n, io.EOF
}

func (r *Reader) ReadByte() (byte, error) {
	left := r.left()
	if len(left) == 0 {
		r.begin = 0
		return 0, io.EOF
	}
	r.forward(1)
	return left[0], nil
}

func (r *Reader) UnreadByte() error {
	if r.pos <= 0 {
		return errors.New("bytes.Reader.UnreadByte: at beginning of slice")
	}
	r.forward(-1)
	return nil
}

func (r *Reader) ReadRune() (char rune, size int, err error) {
	left, from := r.left(), r.pos
	if len(left) == 0 {
		r.begin = 0
		return 0, 0, io.EOF
	}
	char, size = utf8.DecodeRune(left)
	r.forward(size)
	r.begin = 1 + from
	return char, size, nil
}

func (r *Reader) UnreadRune() error {
	switch {
	case r.pos <= 0:
		return errors.New("bytes.Reader.UnreadRune: at beginning of slice")
	case r.begin == 0:
		return errors.New("bytes.Reader.UnreadRune: previous operation was not ReadRune")
	}
	r.pos, r.begin = r.begin-1, 0
	return nil
}

func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	r.begin = 0
	bases := [...]int64{io.SeekStart: 0, io.SeekCurrent: r.pos, io.SeekEnd: r.Size()}
	if whence < 0 || whence >= len(bases) {
		return 0, errors.New("bytes.Reader.Seek: invalid whence")
	}
	to := bases[whence] + offset
	if to < 0 {
		return 0, errors.New("bytes.Reader.Seek: negative position")
	}
	r.pos = to
	return to, nil
}

// WriteTo writes all that is left.
func (r *Reader) WriteTo(w io.Writer) (int64, error) {
	left := r.left()
	r.begin = 0
	if len(left) == 0 {
		return 0, nil
	}
	n, err := w.Write(left)
	if n > len(left) {
		panic("bytes.Reader.WriteTo: invalid Write count")
	}
	r.forward(n)
	if err == nil && n < len(left) {
		err = io.ErrShortWrite
	}
	return int64(n), err
}
