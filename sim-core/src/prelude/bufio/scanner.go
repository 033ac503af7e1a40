package bufio

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// SplitFunc finds the next token in data: how much to pass over, the token, and an
// error. atEOF: nothing will follow data.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
	ErrFinalToken      = errors.New("final token")
)

// MaxScanTokenSize is how long a buffer grows unless Buffer says otherwise.
const MaxScanTokenSize = 64 * 1024

// Scanner gives one token after the other.
type Scanner struct {
	from   io.Reader
	split  SplitFunc
	limit  int // of the buffer's length
	ahead  window
	token  []byte
	idle   int // tokens in a row that used up nothing, at the end
	phase  int
	reason error // why nothing more is read
}

// Phases of a scanner.
const (
	notBegun = iota
	scanning
	sawFinal
)

func NewScanner(r io.Reader) *Scanner {
	return &Scanner{from: r, split: ScanLines, limit: MaxScanTokenSize}
}

// Err is the first error, if the end is none.
func (s *Scanner) Err() error {
	if s.reason == io.EOF {
		return nil
	}
	return s.reason
}

func (s *Scanner) Bytes() []byte { return s.token }
func (s *Scanner) Text() string  { return string(s.token) }

func (s *Scanner) Buffer(buf []byte, max int) {
	if s.phase != notBegun {
		panic("Buffer called after Scan")
	}
	s.ahead = window{buf: buf[:cap(buf)]}
	s.limit = max
}

func (s *Scanner) Split(split SplitFunc) {
	if s.phase != notBegun {
		panic("Split called after Scan")
	}
	s.split = split
}

// Scan goes on to the next token and reports whether there is one.
func (s *Scanner) Scan() bool {
	if s.phase == sawFinal {
		return false
	}
	s.phase = scanning
	for {
		// At the end the split function is asked once more, even about nothing.
		if ended := s.reason != nil; ended || s.ahead.len() > 0 {
			if found, over := s.cut(ended); found || over {
				return found
			}
			if ended {
				s.ahead.from, s.ahead.to = 0, 0
				return false
			}
		}
		if !s.more() {
			return false
		}
	}
}

// cut asks the split function for a token. over: there will be none any more.
func (s *Scanner) cut(ended bool) (found, over bool) {
	used, token, err := s.split(s.ahead.held(), ended)
	switch {
	case err == ErrFinalToken:
		s.token, s.phase = token, sawFinal
		return token != nil, true
	case err != nil:
		return s.stop(err)
	case used < 0:
		return s.stop(ErrNegativeAdvance)
	case used > s.ahead.len():
		return s.stop(ErrAdvanceTooFar)
	}
	s.ahead.from += used
	s.token = token
	if token == nil {
		return false, false
	}
	if !ended || used > 0 {
		s.idle = 0
	} else if s.idle++; s.idle > idleMax {
		panic("bufio.Scan: too many empty tokens without progressing")
	}
	return true, false
}

// more reads what comes next, into a longer buffer if need be, and reports whether
// scanning can go on.
func (s *Scanner) more() bool {
	ahead, size := &s.ahead, len(s.ahead.buf)
	if ahead.from > size/2 || ahead.from > 0 && ahead.to == size {
		ahead.move(ahead.buf)
	}
	if ahead.to == size {
		if size >= s.limit {
			s.stop(ErrTooLong)
			return false
		}
		longer := 2 * size
		if longer == 0 {
			longer = usualSize
		}
		if longer > s.limit {
			longer = s.limit
		}
		ahead.move(make([]byte, longer))
	}
	n, err := ahead.fetch(s.from, idleMax+1)
	if n < 0 || n > len(ahead.buf)-ahead.to {
		s.stop(ErrBadReadCount)
		return true
	}
	ahead.to += n
	if err != nil {
		s.stop(err)
	} else {
		s.idle = 0
	}
	return true
}

// stop keeps the first error, but takes any other for the end of what is read.
func (s *Scanner) stop(err error) (found, over bool) {
	if s.reason == nil || s.reason == io.EOF {
		s.reason = err
	}
	return false, true
}

// Split functions.

func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) > 0 {
		return 1, data[:1], nil
	}
	return 0, nil, nil
}

func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	if r, size := utf8.DecodeRune(data); size > 1 || r != utf8.RuneError {
		return size, data[:size], nil
	}
	return 1, []byte("\uFFFD"), nil
}

func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	line, used := data, len(data)
	if end := bytes.IndexByte(data, '\n'); end >= 0 {
		line, used = data[:end], end+1
	} else if !atEOF || used == 0 {
		return 0, nil, nil
	}
	return used, withoutReturn(line), nil
}

func withoutReturn(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	begin := -1 // of the word
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		switch space := isSpace(r); {
		case space && begin >= 0:
			return at + size, data[begin:at], nil
		case !space && begin < 0:
			begin = at
		}
		at += size
	}
	switch {
	case begin < 0:
		return len(data), nil, nil
	case atEOF:
		return len(data), data[begin:], nil
	}
	return begin, nil, nil
}

// isSpace is as in package unicode.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}
