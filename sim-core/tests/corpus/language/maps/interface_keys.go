package main

import "fmt"

type P struct {
	x int
	s string
}
type C int32

func main() {
	m := map[any]string{1: "int", int64(1): "int64", 1.0: "float", "1": "string", '1': "rune", C(1): "C", P{1, "a"}: "P", [2]int{1, 2}: "array", true: "bool", nil: "nil"}
	fmt.Println(len(m), m[1], m[int64(1)], m[1.0], m["1"], m['1'], m[C(1)], m[P{1, "a"}], m[[2]int{1, 2}], m[true], m[nil])
	_, ok := m[int32(1)]
	fmt.Println(ok, m[int32('1')])
	func() {
		defer func() { fmt.Println(recover()) }()
		m[[]int{1}] = "no"
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = m[func() {}]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		m[struct{ a any }{map[int]int{}}] = "no"
	}()
	p, q := &P{}, &P{}
	pm := map[*P]int{p: 1, q: 2}
	fmt.Println(pm[p], pm[q], pm[&P{}])
}
