package io

import "errors"

// Reading exactly, and copying from readers to writers.

var ErrShortBuffer = errors.New("short buffer")
var ErrNoProgress = errors.New("multiple Read calls return no data or error")

var errInvalidWrite = errors.New("invalid write result")

// ReadAtLeast reads into buf until it has min bytes or the reader fails.
func ReadAtLeast(r Reader, buf []byte, min int) (n int, err error) {
	if min > len(buf) {
		return 0, ErrShortBuffer
	}
	for err == nil && n < min {
		var got int
		got, err = r.Read(buf[n:])
		n += got
	}
	switch {
	case n >= min:
		err = nil
	case n > 0 && err == EOF:
		err = ErrUnexpectedEOF
	}
	return n, err
}

func ReadFull(r Reader, buf []byte) (n int, err error) { return ReadAtLeast(r, buf, len(buf)) }

// bufferSize is how much is copied at a time where nobody says otherwise.
const bufferSize = 32 << 10

func Copy(dst Writer, src Reader) (written int64, err error) { return copyBuffer(dst, src, nil) }

func CopyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if buf != nil && len(buf) == 0 {
		panic("empty buffer in CopyBuffer")
	}
	return copyBuffer(dst, src, buf)
}

func CopyN(dst Writer, src Reader, n int64) (written int64, err error) {
	written, err = Copy(dst, LimitReader(src, n))
	switch {
	case written == n:
		return n, nil
	case written < n && err == nil:
		err = EOF
	}
	return written, err
}

// copyBuffer lets the two do it among themselves if one of them can.
func copyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if from, ok := src.(WriterTo); ok {
		return from.WriteTo(dst)
	}
	if to, ok := dst.(ReaderFrom); ok {
		return to.ReadFrom(src)
	}
	if buf == nil {
		size := bufferSize
		if l, ok := src.(*LimitedReader); ok && l.N < int64(size) {
			size = int(max64(l.N, 1))
		}
		buf = make([]byte, size)
	}
	for {
		got, failed := src.Read(buf)
		if got > 0 {
			put, err := dst.Write(buf[:got])
			if put < 0 || put > got {
				put = 0
				if err == nil {
					err = errInvalidWrite
				}
			}
			written += int64(put)
			if err != nil {
				return written, err
			}
			if put < got {
				return written, ErrShortWrite
			}
		}
		if failed == EOF {
			return written, nil
		}
		if failed != nil {
			return written, failed
		}
	}
}

func max64(a, b int64) int64 {
	if a > b {
		return a
	}
	return b
}

func (discard) ReadFrom(r Reader) (n int64, err error) {
	buf := make([]byte, 512)
	for {
		got, err := r.Read(buf)
		n += int64(got)
		if err == EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
