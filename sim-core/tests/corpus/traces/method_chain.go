package main

import "fmt"

type A struct{ b *B }
type B struct{ c C }
type C struct{ f func(int) int }

func (a A) run(n int) int   { return a.b.call(n) }
func (b *B) call(n int) int { return b.c.do(n) }
func (c C) do(n int) int    { return c.f(n) }

func main() {
	a := A{&B{C{func(n int) int {
		xs := []int{1}
		return xs[n]
	}}}}
	fmt.Println(a.run(0))
	fmt.Println(a.run(5))
}
