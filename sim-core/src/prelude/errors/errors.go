// Package errors: making errors and looking through chains of them.
//
// Is, As and Join follow the chain as Go does since 1.20: an error may wrap
// several. Before 1.20 only Unwrap() error exists; programs of that time have no
// other methods to be found.
package errors

import "unsafe"

// New returns an error of that text; each call makes a different one.
func New(text string) error { return &errorString{text} }

type errorString struct {
	s string
}

func (e *errorString) Error() string { return e.s }

func Unwrap(err error) error {
	u, ok := err.(interface{ Unwrap() error })
	if !ok {
		return nil
	}
	return u.Unwrap()
}

// comparable reports whether err's dynamic type has ==; typeIsNil whether target
// is a nil pointer. Both look at type and data words only.
func comparable(err error) bool

func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, comparable(target))
}

func is(err, target error, canCompare bool) bool {
	for {
		if canCompare && err == target {
			return true
		}
		if x, ok := err.(interface{ Is(error) bool }); ok && x.Is(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				if is(err, target, canCompare) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// What As may do with a target, as asTarget says.
const (
	targetNotPointer = iota // not a pointer, or a nil one
	targetNotError          // a pointer to a type that cannot hold an error
	targetFits              // err can be stored there
	targetOther             // err is of another type
)

// asTarget compares err's dynamic type with what target points to; likeError is a
// pointer to an error, to know that type by. words is the number of words to
// store, inline whether they are (as at most one word is) err's data word itself,
// iface whether *target is an interface.
func asTarget(err error, target, likeError any) (fit, words int, inline, iface bool)

// dataWord is the second word of an interface: the value itself or its address.
func dataWord(v any) uintptr

func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	switch fit, _, _, _ := asTarget(err, target, (*error)(nil)); fit {
	case targetNotPointer:
		panic("errors: target must be a non-nil pointer")
	case targetNotError:
		panic("errors: *target must be interface or implement error")
	}
	return as(err, target)
}

func as(err error, target any) bool {
	for {
		if fit, words, inline, iface := asTarget(err, target, (*error)(nil)); fit == targetFits {
			assign(err, target, words, inline, iface)
			return true
		}
		if x, ok := err.(interface{ As(any) bool }); ok && x.As(target) {
			return true
		}
		switch x := err.(type) {
		case interface{ Unwrap() error }:
			err = x.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, err := range x.Unwrap() {
				if err != nil && as(err, target) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// assign is *target = err, word by word: addresses count words.
func assign(err error, target any, words int, inline, iface bool) {
	to := dataWord(target)
	if iface {
		*(*error)(unsafe.Pointer(to)) = err
		return
	}
	from := dataWord(err)
	if inline {
		if words == 1 {
			*(*uintptr)(unsafe.Pointer(to)) = from
		}
		return
	}
	for i := uintptr(0); i < uintptr(words); i++ {
		*(*uintptr)(unsafe.Pointer(to + i)) = *(*uintptr)(unsafe.Pointer(from + i))
	}
}
