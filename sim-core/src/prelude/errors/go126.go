//go:build go1.26

package errors

// AsType is the first error in err's tree that is an E, or that says by its method
// As how it becomes one. Since Go 1.26.
func AsType[E error](err error) (E, bool) {
	if err == nil {
		var zero E
		return zero, false
	}
	var target *E
	return asType(err, &target)
}

// asType makes the target for methods As when the first one asks for it.
func asType[E error](err error, target **E) (found E, ok bool) {
	for {
		if e, ok := err.(E); ok {
			return e, true
		}
		if x, ok := err.(interface{ As(any) bool }); ok {
			if *target == nil {
				*target = new(E)
			}
			if x.As(*target) {
				return **target, true
			}
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
			if err == nil {
				return found, false
			}
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				if err == nil {
					continue
				}
				if e, ok := asType(err, target); ok {
					return e, true
				}
			}
			return found, false
		default:
			return found, false
		}
	}
}
