package main

type T[K comparable] struct{ m map[K]int }

func (t *T[K]) set(k K) {
	func() {
		defer func() {}()
		t.m[k] = 1
	}()
}

type I interface{ do() }
type A struct{ B }
type B struct{}

func (b B) do() {
	for range 1 {
		f := func() func() { return func() { (&T[string]{}).set("x") } }
		f()()
	}
}

func main() {
	var i I = A{}
	func() {
		i.do()
	}()
}
