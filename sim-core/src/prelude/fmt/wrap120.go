//go:build go1.20

package fmt

// wrapsNothing: whether %w of what is no error still makes an error that wraps, nil.
const wrapsNothing = true

// wrapSeveral is the error of several %w, since Go 1.20.
func wrapSeveral(text, format string, a []any) error {
	e := &wrapErrors{msg: text}
	last := -1
	for k := 0; ; k++ {
		arg := wrapped(format, len(a), k)
		if arg < 0 {
			return e
		}
		if arg == last {
			continue
		}
		last = arg
		if err, ok := a[arg].(error); ok {
			e.errs = append(e.errs, err)
		}
	}
}

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }
