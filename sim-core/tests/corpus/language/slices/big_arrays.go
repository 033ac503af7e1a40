package main

import "fmt"

type Big struct {
	a [100]int
	n string
}

func fill(k int) (b [100]int) {
	for i := range b {
		b[i] = i * k
	}
	return
}

func change(b [100]int) int {
	b[0] = -1
	return b[0] + b[99]
}

func (b Big) sum() (t int) {
	for _, v := range b.a {
		t += v
	}
	return
}

func (b *Big) set(i, v int) { b.a[i] = v }

var global [200]int

func main() {
	x := fill(2)
	y := x
	y[5] = 1000
	fmt.Println(x[5], y[5], x == y, x == fill(2), change(x), x[0])
	b := Big{a: x, n: "big"}
	c := b
	c.set(1, 77)
	fmt.Println(b.a[1], c.a[1], b == c, b.sum(), c.sum(), Big{n: "z"}.sum())
	m := map[string]Big{"b": b}
	fmt.Println(m["b"].a[99], m["none"].a[3], m["b"].sum())
	var i interface{} = b
	fmt.Println(i.(Big).n, i == interface{}(b), i == interface{}(c))
	s := []Big{b, c}
	s[0].a[2] = -5
	fmt.Println(b.a[2], s[0].a[2], len(s))
	p := &s[1]
	p.a[3]++
	*p, s[0] = s[0], *p
	fmt.Println(s[0].a[3], s[1].a[2], p.a[2])
	global[150] = 7
	local := global
	global[150] = 8
	for i, v := range local {
		if v != 0 {
			fmt.Println(i, v)
		}
	}
	for i := range global {
		global[i] += i
	}
	sl := global[100:]
	fmt.Println(len(sl), sl[50], cap(sl[:3:5]))
	ch := make(chan [80]int, 1)
	var q [80]int
	q[79] = 3
	ch <- q
	q[79] = 4
	fmt.Println((<-ch)[79], q[79])
	f := func() [100]int { return x }
	x[7] = 70
	fmt.Println(f()[7], len(f()))
	matrix := [10][10]int{}
	for i := range matrix {
		for j := range matrix[i] {
			matrix[i][j] = i * j
		}
	}
	row := matrix[3]
	matrix[3][3] = 100
	fmt.Println(row, matrix[3])
	func() {
		defer func() { fmt.Println(recover()) }()
		k := 100
		x[k] = 1
	}()
}
