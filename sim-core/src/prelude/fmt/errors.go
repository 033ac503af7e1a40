package fmt

// Errorf, and the errors it makes around those that %w names.

import "errors"

// wrapped is the number of the k-th argument that %w wraps in format, -1 from the
// end of that list on.
func wrapped(format string, args, k int) int

// Errorf returns an error of the formatted text. It wraps the arguments of %w:
// one, or since Go 1.20 several.
func Errorf(format string, a ...any) error {
	text := sprint(wrapping, format, a, false)
	first := wrapped(format, len(a), 0)
	if first < 0 {
		return errors.New(text)
	}
	if wrapped(format, len(a), 1) >= 0 {
		return wrapSeveral(text, format, a)
	}
	err, ok := a[first].(error)
	if !ok && !wrapsNothing {
		return errors.New(text)
	}
	return &wrapError{text, err}
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }
