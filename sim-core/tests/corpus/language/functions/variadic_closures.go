package main

import "fmt"

func apply(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func counter() (inc, dec func() int) {
	n := 0
	inc = func() int { n++; return n }
	dec = func() int { n--; return n }
	return
}

type Op func(a, b int) int

func (o Op) Twice(a, b int) int { return o(o(a, b), b) }

func main() {
	add := func(n int) func(int) int { return func(x int) int { return x + n } }
	fmt.Println(apply()(5), apply(add(1), add(2))(5), apply([]func(int) int{add(10)}...)(1))
	inc, dec := counter()
	inc2, _ := counter()
	fmt.Println(inc(), inc(), dec(), inc2(), inc())
	fmt.Println(Op(func(a, b int) int { return a*10 + b }).Twice(1, 2))
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15))
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(i, " "); i += 10 })
	}
	for _, f := range fs {
		f()
		f()
	}
	fmt.Println()
	x := 1
	f := func() int { x *= 2; return x }
	x = 10
	fmt.Println(f(), x, func() int { return x + 1 }())
	m := map[string]func(...int) int{"len": func(xs ...int) int { return len(xs) }}
	fmt.Println(m["len"](1, 2, 3), m["none"] == nil)
	func(a, _ int, _ string) { fmt.Println(a) }(1, 2, "x")
}
