package io

import "sync"

// Pipe: a writer whose every Write waits for readers to take all of it.
//
// A write offers its bytes on data and waits on taken for how many a read has
// copied, again and again. One write at a time has the pipe.

// pipe is what the two ends share.
type pipe struct {
	writing sync.Mutex // held by the write under way
	data    chan []byte
	taken   chan int

	once sync.Once
	done chan struct{} // closed when either end is

	mu   sync.Mutex
	rerr error // what the reading end was closed with
	werr error // what the writing end was closed with
}

// closeWith closes one end; the first error stays.
func (p *pipe) closeWith(slot *error, err error) {
	p.mu.Lock()
	if *slot == nil {
		*slot = err
	}
	p.mu.Unlock()
	p.once.Do(func() { close(p.done) })
}

// closed reports whether one of the ends is.
func (p *pipe) closed() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// errors are what the ends were closed with.
func (p *pipe) errors() (rerr, werr error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rerr, p.werr
}

// readError is what a read from a closed pipe says.
func (p *pipe) readError() error {
	rerr, werr := p.errors()
	if rerr == nil && werr != nil {
		return werr
	}
	return ErrClosedPipe
}

// writeError is what a write to a closed pipe says.
func (p *pipe) writeError() error {
	rerr, werr := p.errors()
	if werr == nil && rerr != nil {
		return rerr
	}
	return ErrClosedPipe
}

func (p *pipe) read(b []byte) (n int, err error) {
	if p.closed() {
		return 0, p.readError()
	}
	select {
	case offered := <-p.data:
		n = copy(b, offered)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.readError()
	}
}

func (p *pipe) write(b []byte) (n int, err error) {
	if p.closed() {
		return 0, p.writeError()
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	// A write of nothing waits for a reader, too.
	for {
		select {
		case p.data <- b:
			took := <-p.taken
			b = b[took:]
			n += took
		case <-p.done:
			return n, p.writeError()
		}
		if len(b) == 0 {
			return n, nil
		}
	}
}

// PipeReader is the reading end.
type PipeReader struct {
	pipe *pipe
}

func (r *PipeReader) Read(data []byte) (n int, err error) { return r.pipe.read(data) }

func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

func (r *PipeReader) CloseWithError(err error) error {
	if err == nil {
		err = ErrClosedPipe
	}
	r.pipe.closeWith(&r.pipe.rerr, err)
	return nil
}

// PipeWriter is the writing end.
type PipeWriter struct {
	pipe *pipe
}

func (w *PipeWriter) Write(data []byte) (n int, err error) { return w.pipe.write(data) }

func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

func (w *PipeWriter) CloseWithError(err error) error {
	if err == nil {
		err = EOF
	}
	w.pipe.closeWith(&w.pipe.werr, err)
	return nil
}

func Pipe() (*PipeReader, *PipeWriter) {
	p := &pipe{data: make(chan []byte), taken: make(chan int), done: make(chan struct{})}
	return &PipeReader{p}, &PipeWriter{p}
}
