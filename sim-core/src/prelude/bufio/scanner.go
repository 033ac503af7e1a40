// Package bufio: reading and writing through a buffer, and splitting what is read
// into lines or words.
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

const (
	// MaxScanTokenSize is how long a buffer grows unless Buffer says otherwise.
	MaxScanTokenSize = 64 * 1024
	// startBufSize is how long it is at first.
	startBufSize = 4096
)

// Scanner gives one token after the other. What is read and not scanned yet is
// buf[start:end].
type Scanner struct {
	r          io.Reader
	split      SplitFunc
	max        int
	token      []byte
	buf        []byte
	start, end int
	err        error
	empties    int // tokens without progress in a row
	begun      bool
	done       bool
}

func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, max: MaxScanTokenSize}
}

func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

func (s *Scanner) Bytes() []byte { return s.token }
func (s *Scanner) Text() string  { return string(s.token) }

func (s *Scanner) Buffer(buf []byte, max int) {
	if s.begun {
		panic("Buffer called after Scan")
	}
	s.buf, s.max = buf[0:cap(buf)], max
}

func (s *Scanner) Split(split SplitFunc) {
	if s.begun {
		panic("Split called after Scan")
	}
	s.split = split
}

// Scan goes on to the next token and reports whether there is one.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.begun = true
	for {
		if s.end > s.start || s.err != nil {
			switch s.next() {
			case tokenFound:
				return true
			case scanOver:
				return false
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			return false
		}
		if !s.room() {
			return false
		}
		s.read()
	}
}

// What came of looking for a token.
const (
	wantsMore = iota
	tokenFound
	scanOver
)

// next asks the split function for a token.
func (s *Scanner) next() int {
	advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
	if err != nil {
		s.token = nil
		if err == ErrFinalToken {
			s.token, s.done = token, true
			if token != nil {
				return tokenFound
			}
			return scanOver
		}
		s.fail(err)
		return scanOver
	}
	switch {
	case advance < 0:
		s.fail(ErrNegativeAdvance)
	case advance > s.end-s.start:
		s.fail(ErrAdvanceTooFar)
	}
	if advance < 0 || advance > s.end-s.start {
		s.token = nil
		return scanOver
	}
	s.start += advance
	s.token = token
	if token == nil {
		return wantsMore
	}
	if s.err == nil || advance > 0 {
		s.empties = 0
		return tokenFound
	}
	s.empties++
	if s.empties > emptyReadsMax {
		panic("bufio.Scan: too many empty tokens without progressing")
	}
	return tokenFound
}

// room makes place to read into.
func (s *Scanner) room() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end < len(s.buf) {
		return true
	}
	if len(s.buf) >= s.max || len(s.buf) > (1<<62)/2 {
		s.fail(ErrTooLong)
		s.token = nil
		return false
	}
	size := 2 * len(s.buf)
	if size == 0 {
		size = startBufSize
	}
	if size > s.max {
		size = s.max
	}
	buf := make([]byte, size)
	copy(buf, s.buf[s.start:s.end])
	s.buf = buf
	s.end -= s.start
	s.start = 0
	return true
}

// read reads once, passing over reads of nothing.
func (s *Scanner) read() {
	for empty := 0; ; {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || len(s.buf)-s.end < n {
			s.fail(ErrBadReadCount)
			return
		}
		s.end += n
		if err != nil {
			s.fail(err)
			return
		}
		if n > 0 {
			s.empties = 0
			return
		}
		empty++
		if empty > emptyReadsMax {
			s.fail(io.ErrNoProgress)
			return
		}
	}
}

// fail keeps the first error, except that anything is worse than the end.
func (s *Scanner) fail(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

// Split functions.

func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

var errorRune = []byte(string(utf8.RuneError))

func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r == utf8.RuneError && size == 1 {
		return 1, errorRune, nil
	}
	return size, data[:size], nil
}

func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, withoutReturn(data[:i]), nil
	}
	if atEOF && len(data) > 0 {
		return len(data), withoutReturn(data), nil
	}
	return 0, nil, nil
}

func withoutReturn(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		return line[:n-1]
	}
	return line
}

func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start := 0
	for start < len(data) {
		r, size := utf8.DecodeRune(data[start:])
		if !isSpace(r) {
			break
		}
		start += size
	}
	for i := start; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		i += size
		if isSpace(r) {
			return i, data[start : i-size], nil
		}
	}
	if atEOF && len(data) > start {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}

// isSpace is as in package unicode.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}
