package main

import (
	"errors"
	"fmt"
	"io"
)

type Code int

func (c Code) Error() string        { return fmt.Sprintf("code %d", int(c)) }
func (c Code) Is(target error) bool { return target == io.EOF && c == 0 }

type Multi struct{ errs []error }

func (m *Multi) Error() string   { return "multi" }
func (m *Multi) Unwrap() []error { return m.errs }

func main() {
	base := errors.New("base")
	w1 := fmt.Errorf("one: %w", base)
	w2 := fmt.Errorf("two: %w", w1)
	fmt.Println(w2, errors.Is(w2, base), errors.Unwrap(w2) == w1, errors.Unwrap(base), errors.Unwrap(nil))
	fmt.Println(errors.Is(Code(0), io.EOF), errors.Is(Code(1), io.EOF), errors.Is(nil, nil), errors.Is(base, nil))
	var c Code
	fmt.Println(errors.As(fmt.Errorf("x: %w", Code(7)), &c), c)
	j := errors.Join(nil, base, Code(3), nil)
	fmt.Printf("%v|%q\n", j, j.Error())
	fmt.Println(errors.Is(j, base), errors.As(j, &c), c, errors.Join(nil, nil) == nil)
	m := &Multi{[]error{io.EOF, w2}}
	fmt.Println(errors.Is(m, base), errors.Is(m, io.ErrUnexpectedEOF))
	var mm *Multi
	fmt.Println(errors.As(fmt.Errorf("%w", m), &mm), mm == m)
	e2 := fmt.Errorf("%w and %w", base, Code(9))
	fmt.Println(e2, errors.Is(e2, Code(9)), errors.Unwrap(e2))
	fmt.Println(fmt.Errorf("no verb"), fmt.Errorf("%w", nil), fmt.Errorf("%d %w", 1, "x"))
	fmt.Println(errors.New("a") == errors.New("a"), base == base)
	func() {
		defer func() { fmt.Println(recover()) }()
		errors.As(base, nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var n int
		errors.As(base, &n)
	}()
	var te interface{ Timeout() bool }
	fmt.Println(errors.As(base, &te), errors.ErrUnsupported)
}
