package main

import "fmt"

var trace []string

func f(name string, v int) int {
	trace = append(trace, name)
	return v
}

func get(name string, s []int) []int {
	trace = append(trace, name)
	return s
}

var g = 1

func incg() int { g++; return g }

type T struct{ a, b int }

func main() {
	a := []int{0, 0, 0}
	get("s", a)[f("i", 1)] = f("v", 5)
	fmt.Println(trace, a)
	trace = nil
	a[f("x", 0)], a[f("y", 2)] = f("p", 7), f("q", 8)
	fmt.Println(trace, a)
	trace = nil
	_ = f("l", 1) + f("m", 2)*f("r", 3)
	fmt.Println(trace)
	trace = nil
	m := map[int]int{f("k1", 1): f("v1", 1), f("k2", 2): f("v2", 2)}
	fmt.Println(trace, m)
	i := 0
	i, a[i] = 1, 2
	fmt.Println(i, a)
	a[0], a[0] = 1, 2
	fmt.Println(a)
	x, y := 1, 2
	x, y = y, x
	fmt.Println(x, y)
	n := 1
	inc := func() int { n++; return n }
	fmt.Println(n+inc(), n)
	z := n + inc()*10
	fmt.Println(z, g+incg(), g)
	arr := []int{n, inc(), n}
	fmt.Println(arr)
	t := T{n, inc()}
	fmt.Println(t)
	p := &T{1, 2}
	p, p.a = &T{3, 4}, 10
	fmt.Println(*p)
	s := []int{1, 2, 3}
	j := 0
	j, s[j] = 2, 9
	s[0], s[1], s[2] = s[2], s[0], s[1]
	fmt.Println(s, j)
	mm := map[string]int{"a": 1}
	mm["a"], mm["b"] = mm["b"], mm["a"]
	fmt.Println(mm)
	func() {
		defer func() { fmt.Println(recover(), mm) }()
		var zero int
		mm["c"] /= zero
	}()
	func() {
		defer func() { fmt.Println(recover(), len(mm)) }()
		var np *T
		mm["d"] = np.a
	}()
	func() {
		k := 1
		defer func() { fmt.Println(recover(), k) }()
		k, a[100] = 5, 6
	}()
	fs := []func() int{inc, func() int { n = 100; return 0 }, inc}
	fmt.Println(fs[0](), fs[1](), fs[2]())
	fmt.Println(n, inc(), n)
	b := inc() > 0 && n > 1000 || inc() > 102
	fmt.Println(b, n)
}
