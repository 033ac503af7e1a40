package bufio

import "io"

// window is a buffer that is filled at its end and used up from its front: what it
// holds is buf[from:to].
type window struct {
	buf      []byte
	from, to int
}

func (w *window) held() []byte { return w.buf[w.from:w.to] }
func (w *window) len() int     { return w.to - w.from }

// move puts what is held at the front of a buffer, which may be the same one.
func (w *window) move(into []byte) {
	w.to = copy(into, w.held())
	w.from = 0
	w.buf = into
}

// fetch has a reader fill the rest of the buffer, and asks again, that many times in
// all, while nothing comes. The number of bytes is the reader's own: it may be wrong.
func (w *window) fetch(r io.Reader, times int) (n int, err error) {
	for ; times > 0; times-- {
		n, err = r.Read(w.buf[w.to:])
		if n != 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// Reads of nothing, or tokens of nothing, in a row that are put up with.
const idleMax = 100

// usualSize is that of a buffer if nobody says otherwise.
const usualSize = 4096
