package main

import (
	"errors"
	"fmt"
	"io"
)

type myErr struct{ code int }

func (e myErr) Error() string { return fmt.Sprintf("my %d", e.code) }

type ptrErr struct{ msg, more string }

func (e *ptrErr) Error() string        { return e.msg }
func (e *ptrErr) Is(target error) bool { return target == io.EOF }

type coder interface{ Code() int }

func (e myErr) Code() int { return e.code }

type asErr struct{}

func (asErr) Error() string { return "as" }
func (asErr) As(t any) bool {
	if p, ok := t.(*myErr); ok {
		*p = myErr{99}
		return true
	}
	return false
}

type badErr struct{ f []int }

func (badErr) Error() string { return "bad" }

func main() {
	base := errors.New("base")
	w1 := fmt.Errorf("w1: %w", base)
	w2 := fmt.Errorf("w2: %w (%v)", w1, "x")
	fmt.Println(w2, errors.Is(w2, base), errors.Unwrap(w2) == w1, errors.Unwrap(base))
	j := errors.Join(w1, myErr{3}, nil)
	fmt.Println(j, errors.Is(j, base), errors.Is(j, myErr{3}), errors.Is(j, myErr{4}))
	var me myErr
	fmt.Println(errors.As(fmt.Errorf("x %w", j), &me), me.code)
	var c coder
	fmt.Println(errors.As(j, &c), c.Code())
	var pe *ptrErr
	fmt.Println(errors.As(fmt.Errorf("%w", &ptrErr{"p", "q"}), &pe), pe.msg, pe.more, errors.Is(pe, io.EOF))
	fmt.Println(errors.As(asErr{}, &me), me)
	fmt.Println(errors.Is(badErr{[]int{1}}, badErr{}), errors.Is(nil, base), errors.Is(base, nil), errors.As(nil, &me))
	multi := fmt.Errorf("%w + %w + %w", base, io.EOF, base)
	fmt.Println(multi, errors.Is(multi, io.EOF), errors.Unwrap(multi) == nil)
	fmt.Println(fmt.Errorf("no wrap %v %w", base, nil))
	fmt.Println(fmt.Errorf("bad wrap %w", 5))
	fmt.Printf("%v %T %T %T %T\n", errors.Join(), base, w1, multi, j)
	fmt.Println(errors.ErrUnsupported, io.ErrUnexpectedEOF)
	for _, f := range []func(){
		func() { errors.As(base, nil) },
		func() { errors.As(base, me) },
		func() { var x int; errors.As(base, &x) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
