package main

import "fmt"

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func apply(xs []int, f func(int) int) []int {
	var out []int
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func compose(f, g func(int) int) func(int) int {
	return func(x int) int { return g(f(x)) }
}

type Op func(int, int) int

func (o Op) Do(a, b int) int { return o(a, b) }

var global = func() int { return 42 }

func main() {
	c1, c2 := counter(), counter()
	fmt.Println(c1(), c1(), c2(), c1())
	k := 10
	fmt.Println(apply([]int{1, 2, 3}, func(x int) int { return x * k }))
	k = 100
	add := func(x int) int { return x + k }
	fmt.Println(compose(add, add)(1))
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15))
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	ops := map[string]Op{"+": func(a, b int) int { return a + b }, "-": func(a, b int) int { return a - b }}
	fmt.Println(ops["+"](5, 3), ops["-"].Do(5, 3))
	fmt.Println(global(), func(a, b int) int { return a * b }(6, 7))
	x := 1
	func() {
		x := x + 1
		func() { x++ }()
		fmt.Println("inner", x)
	}()
	fmt.Println("outer", x)
	s := []int{1}
	grow := func() { s = append(s, len(s)) }
	grow()
	grow()
	fmt.Println(s)
	type T struct{ v int }
	t := T{1}
	set := func(v int) { t.v = v }
	set(9)
	fmt.Println(t)
	var nilf func()
	fmt.Println(nilf == nil, add != nil)
	a, b := 1, 2
	sw := func() { a, b = b, a }
	sw()
	fmt.Println(a, b)
}
