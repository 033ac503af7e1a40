package fmt

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Scanning: texts to values.

// ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// Scanner is a value that scans itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

func Scan(a ...any) (n int, err error)                 { return Fscan(os.Stdin, a...) }
func Scanln(a ...any) (n int, err error)               { return Fscanln(os.Stdin, a...) }
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

func Sscan(str string, a ...any) (n int, err error)   { return Fscan(strings.NewReader(str), a...) }
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(strings.NewReader(str), a...) }

func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(strings.NewReader(str), format, a...)
}

func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r)
	s.newlineIsSpace = true
	return s.all(a, false)
}

func Fscanln(r io.Reader, a ...any) (n int, err error) { return newScan(r).all(a, true) }

func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScan(r).byFormat(format, a)
}

// unlimited is the width where the directive has none.
const unlimited = 1 << 30

// scan is one call under way.
type scan struct {
	in             io.RuneScanner
	newlineIsSpace bool
	left           int  // runes that the directive may still take
	width          int  // as written, -1 without
	ended          bool // the input is used up
}

// scanFault is the panic that ends a call with an error.
type scanFault struct {
	err error
}

func newScan(r io.Reader) *scan {
	in, ok := r.(io.RuneScanner)
	if !ok {
		in = &runes{r: r}
	}
	return &scan{in: in, left: unlimited, width: -1}
}

// runes makes a reader one of runes, a byte at a time.
type runes struct {
	r    io.Reader
	last rune
	size int
	back bool
}

func (u *runes) ReadRune() (r rune, size int, err error) {
	if u.back {
		u.back = false
		return u.last, u.size, nil
	}
	var buf [utf8.UTFMax]byte
	for n := 0; n < len(buf); n++ {
		if _, err := io.ReadFull(u.r, buf[n:n+1]); err != nil {
			if n == 0 {
				return 0, 0, err
			}
			break
		}
		if utf8.FullRune(buf[:n+1]) {
			u.last, u.size = utf8.DecodeRune(buf[:n+1])
			return u.last, u.size, nil
		}
	}
	u.last, u.size = utf8.RuneError, 1
	return u.last, u.size, nil
}

func (u *runes) UnreadRune() error {
	u.back = true
	return nil
}

func (s *scan) fail(text string) { panic(scanFault{errors.New(text)}) }

// next is the next rune, -1 at the end of the input or of the width.
func (s *scan) next() rune {
	if s.left == 0 || s.ended {
		return -1
	}
	r, _, err := s.in.ReadRune()
	if err == io.EOF {
		s.ended = true
		return -1
	}
	if err != nil {
		panic(scanFault{err})
	}
	s.left--
	return r
}

func (s *scan) back() {
	s.in.UnreadRune()
	s.left++
}

func (s *scan) must() rune {
	r := s.next()
	if r < 0 {
		panic(scanFault{io.ErrUnexpectedEOF})
	}
	return r
}

func (s *scan) ReadRune() (r rune, size int, err error) {
	if r = s.next(); r < 0 {
		return 0, 0, io.EOF
	}
	return r, utf8.RuneLen(r), nil
}

func (s *scan) UnreadRune() error {
	s.back()
	return nil
}

func (s *scan) Width() (wid int, ok bool) { return s.width, s.width >= 0 }
func (s *scan) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scan) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer s.caught(&err)
	if f == nil {
		f = func(r rune) bool { return !isBlank(r) }
	}
	if skipSpace {
		s.SkipSpace()
	}
	return []byte(s.while(f)), nil
}

// caught makes the panic of a failure an error.
func (s *scan) caught(err *error) {
	if fault := recover(); fault != nil {
		failure, ok := fault.(scanFault)
		if !ok {
			panic(fault)
		}
		*err = failure.err
	}
}

func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}

// SkipSpace passes over white space; a newline is one only for those that ignore
// lines.
func (s *scan) SkipSpace() {
	for {
		r := s.next()
		if r == '\r' {
			// A return before a newline belongs to it.
			after := s.next()
			if after >= 0 {
				s.back()
			}
			if after == '\n' {
				continue
			}
		}
		switch {
		case r < 0:
			return
		case r == '\n' && !s.newlineIsSpace:
			s.fail("unexpected newline")
		case !isBlank(r):
			s.back()
			return
		}
	}
}

// while takes runes as long as f says so.
func (s *scan) while(f func(rune) bool) string {
	text := ""
	for {
		r := s.next()
		if r < 0 {
			return text
		}
		if !f(r) {
			s.back()
			return text
		}
		text += string(r)
	}
}

// accept takes the next rune if it is one of set.
func (s *scan) accept(set string) string {
	r := s.next()
	if r < 0 {
		return ""
	}
	if strings.IndexRune(set, r) < 0 {
		s.back()
		return ""
	}
	return string(r)
}

func (s *scan) many(set string) string {
	return s.while(func(r rune) bool { return strings.IndexRune(set, r) >= 0 })
}

// all scans one value after the other, and then the end of the line if it must be
// one.
func (s *scan) all(a []any, line bool) (n int, err error) {
	defer s.caught(&err)
	for _, v := range a {
		s.one('v', v)
		n++
	}
	if line {
		for {
			r := s.next()
			if r < 0 || r == '\n' {
				break
			}
			if !isBlank(r) {
				s.fail("expected newline")
			}
		}
	}
	return n, nil
}

func (s *scan) byFormat(format string, a []any) (n int, err error) {
	defer s.caught(&err)
	for format != "" {
		if format[0] != '%' || strings.HasPrefix(format, "%%") {
			format = s.literal(format)
			continue
		}
		format = format[1:]
		s.width, s.left = -1, unlimited
		digits := 0
		for digits < len(format) && '0' <= format[digits] && format[digits] <= '9' {
			digits++
		}
		if digits > 0 {
			s.width, _ = strconv.Atoi(format[:digits])
			s.left = s.width
		}
		verb, size := utf8.DecodeRuneInString(format[digits:])
		format = format[digits+size:]
		if verb != 'c' {
			// What is passed over before a value does not count.
			taken := s.left
			s.left = unlimited
			s.SkipSpace()
			s.left = taken
		}
		if n >= len(a) {
			s.fail("too few operands for format '%" + string(verb) + format + "'")
		}
		s.one(verb, a[n])
		n++
		s.width, s.left = -1, unlimited
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return n, nil
}

// literal matches what stands before the next directive, and returns the rest.
// Blanks match any number of blanks, a newline the end of a line.
func (s *scan) literal(format string) string {
	r, size := utf8.DecodeRuneInString(format)
	if r == '%' {
		size++
		s.SkipSpace()
	}
	if !isBlank(r) {
		if got := s.next(); got != r {
			if got < 0 {
				panic(scanFault{io.ErrUnexpectedEOF})
			}
			s.back()
			s.fail("input does not match format")
		}
		return format[size:]
	}
	newline, seen := false, false
	for format != "" {
		r, size := utf8.DecodeRuneInString(format)
		if !isBlank(r) {
			break
		}
		newline = newline || r == '\n'
		format = format[size:]
	}
	for {
		r := s.next()
		if r == '\n' && newline {
			newline, seen = false, true
			continue
		}
		if r < 0 {
			return format
		}
		if r == '\n' || !isBlank(r) {
			s.back()
			switch {
			case newline:
				s.fail("newline in format does not match input")
			case r == '\n':
				s.fail("newline in input does not match format")
			case !seen:
				s.fail("expected space in input to match format")
			}
			return format
		}
		seen = true
	}
}
