package main

import "fmt"

type int2 = int

var x = "global"

func true_() bool { true := false; return true }
func f(len int) int { return len * 2 }
func g() (err error) {
	if err := fmt.Errorf("inner"); err != nil { _ = err }
	{ err := 5; _ = err }
	return
}
func nilf() any { nil := 3; return nil }
func h(string int) (int int2) { int = string; return }

type T struct{ T2 *T; string }
func (string T) m() T { return string }

func main() {
	fmt.Println(x)
	x := x + "1"
	{ x := x + "2"; fmt.Println(x); x = "changed"; _ = x }
	fmt.Println(x, true_(), f(4), g(), nilf(), h(5))
	a, b := 1, 2
	if a, c := b, a; true { fmt.Println(a, c); b := a; _ = b }
	a, d := 10, 20
	fmt.Println(a, b, d)
	for i := 0; i < 2; i++ { i := i * 10; fmt.Print(i, " ") }
	switch x := any(x).(type) { case string: { x := len(x); fmt.Println(x) } }
	append := func(s string) string { return s + "!" }
	fmt.Println(append("q"))
	type string = []int
	var s string = []int{1}
	fmt.Println(s)
	const iota = 7
	const (p = iota; q)
	fmt.Println(p, q)
	fmt := fmt.Sprint("shadowed")
	println(fmt)
	var T T
	T.T2 = &T
	_ = T.m().T2
	panic := func(v any) { println("not a panic") }
	panic(1)
	func() { x := 1; func() { x++ ; println(x) }() ; println(x) }()
}
