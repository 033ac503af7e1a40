package main

import "fmt"

type T struct{ n int }

func (t T) val()  { fmt.Println("val", t.n) }
func (t *T) ptr() { fmt.Println("ptr", t.n) }

func f(s string) func() {
	fmt.Println("enter", s)
	return func() { fmt.Println("leave", s) }
}

func main() {
	defer f("main")()
	x := 1
	defer fmt.Println("x at defer", x)
	defer func(n int) { fmt.Println("args", n, x) }(x)
	x = 2
	t := T{1}
	defer t.val()
	defer t.ptr()
	t.n = 2
	for i := 0; i < 3; i++ {
		defer fmt.Print(i, " ")
	}
	if true {
		defer fmt.Println("in a block")
	}
	func() {
		defer fmt.Println("inner deferred")
		fmt.Println("inner")
	}()
	var fn func()
	func() {
		defer func() { fmt.Println("nil func:", recover()) }()
		defer fn()
		fmt.Println("reached")
	}()
	m := map[string]int{"a": 1}
	defer func() { fmt.Println(m) }()
	defer delete(m, "a")
	s := []int{1}
	defer fmt.Println(s)
	defer fmt.Println(append(s, 2))
	s[0] = 9
	ch := make(chan int, 1)
	defer close(ch)
	fmt.Println("end")
}
