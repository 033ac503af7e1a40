package main

import (
	"errors"
	"fmt"
)

type E1 struct{ s string }

func (e E1) Error() string { return e.s }

type E2 struct{ s string }

func (e *E2) Error() string { return e.s }

func mayFail(fail bool) error {
	var e *E2
	if fail {
		e = &E2{"failed"}
	}
	return e
}

func main() {
	var e error
	fmt.Println(e == nil, mayFail(false) == nil, mayFail(true) == nil)
	fmt.Println(E1{"a"} == error(E1{"a"}), error(E1{"a"}) == error(E1{"b"}), error(&E2{"a"}) == error(&E2{"a"}))
	var a, b any = 1, 1.0
	fmt.Println(a == b, a == 1, b == 1.0, a == any(int64(1)), a != nil)
	a, b = [2]int{1, 2}, [2]int{1, 2}
	fmt.Println(a == b)
	a, b = struct {
		x any
		y string
	}{1, "a"}, struct {
		x any
		y string
	}{1, "a"}
	fmt.Println(a == b)
	try := func(x, y any) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(r)
			}
		}()
		fmt.Println(x == y)
	}
	try([]int{1}, []int{1})
	try([]int{1}, 5)
	try(map[int]int{}, map[int]int{})
	try(struct{ f func() }{}, struct{ f func() }{})
	try([1]any{[]int{}}, [1]any{[]int{}})
	try([2]any{1, []int{}}, [2]any{2, []int{}})
	try(func() {}, nil)
	var p *int
	var ip any = p
	fmt.Println(ip == nil, ip == (*int)(nil), p == nil)
	err := fmt.Errorf("w: %w", E1{"x"})
	fmt.Println(errors.Is(err, E1{"x"}), errors.Is(err, E1{"y"}))
	var t E1
	fmt.Println(errors.As(err, &t), t.s)
	var c1, c2 chan int
	fmt.Println(c1 == c2, any(c1) == any(c2), any(c1) == any((<-chan int)(c2)))
}
