package main

import "fmt"

func f(s string, n int) int {
	fmt.Print(s, " ")
	return n
}

func main() {
	var m map[int]int
	func() {
		defer func() { fmt.Println(recover()) }()
		m[f("key", 1)] = f("value", 2)
	}()
	fmt.Println(m[3], len(m))
	m = map[int]int{f("k1", 1): f("v1", 10), f("k2", 2): f("v2", 20)}
	fmt.Println(m)
	m[f("a", 1)], m[f("b", 2)] = m[f("c", 2)], m[f("d", 1)]
	fmt.Println(m)
	m[f("x", 7)] += f("y", 3)
	m[7]++
	fmt.Println(m)
	if v, ok := m[f("q", 7)]; ok && v == 4 {
		fmt.Println("found", v)
	}
	var ok bool
	var p struct{ v int }
	p.v, ok = m[1]
	fmt.Println(p, ok)
	delete(m, f("del", 1))
	delete(m, 99)
	fmt.Println(m, len(m))
}
