package strconv

// Text to numbers, truth values and unquoted strings, with the errors that say what was wrong.

import "errors"

// From text to values. The natives say what went wrong by a code.

var (
	ErrRange  = errors.New("value out of range")
	ErrSyntax = errors.New("invalid syntax")
)

// NumError says which function could not convert which text, and why.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

const (
	codeOK = iota
	codeSyntax
	codeRange
	codeBase
	codeBits
)

func parseInt(s string, base, bitSize int) (n int64, code int)
func parseUint(s string, base, bitSize int) (n uint64, code int)
func parseFloat(s string, bitSize int) (f float64, code int)
func unquote(s string) (t string, ok bool)

// numError is the error of a code, nil for codeOK.
func numError(fn, s string, code, base, bitSize int) error {
	switch code {
	case codeOK:
		return nil
	case codeSyntax:
		return &NumError{fn, s, ErrSyntax}
	case codeRange:
		return &NumError{fn, s, ErrRange}
	case codeBase:
		return &NumError{fn, s, errors.New("invalid base " + Itoa(base))}
	}
	return &NumError{fn, s, errors.New("invalid bit size " + Itoa(bitSize))}
}

func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	i, code := parseInt(s, base, bitSize)
	return i, numError("ParseInt", s, code, base, bitSize)
}

func ParseUint(s string, base int, bitSize int) (uint64, error) {
	n, code := parseUint(s, base, bitSize)
	return n, numError("ParseUint", s, code, base, bitSize)
}

func Atoi(s string) (int, error) {
	n, code := parseInt(s, 10, 0)
	return int(n), numError("Atoi", s, code, 10, 0)
}

func ParseFloat(s string, bitSize int) (float64, error) {
	f, code := parseFloat(s, bitSize)
	return f, numError("ParseFloat", s, code, 10, bitSize)
}

func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, &NumError{"ParseBool", str, ErrSyntax}
}

func Unquote(s string) (string, error) {
	t, ok := unquote(s)
	if !ok {
		return "", ErrSyntax
	}
	return t, nil
}
