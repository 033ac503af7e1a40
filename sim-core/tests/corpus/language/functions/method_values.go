package main

import "fmt"

type V struct{ a, b int }

func (v V) Sum(k int) int     { return v.a + v.b + k }
func (v *V) Set(a int) *V     { v.a = a; return v }
func (v V) None()             { fmt.Println("none", v) }
func (V) Static() string      { return "static" }

type I interface {
	Sum(int) int
}

type F func(int) int

func (f F) Sum(k int) int { return f(k) * 2 }

type E struct{}

func (E) Sum(k int) int { return -k }

func call(f func(int) int) int { return f(1) }

func main() {
	v := V{1, 2}
	sum := v.Sum
	set := v.Set
	v.a = 100
	fmt.Println(sum(10), v.Sum(10), set(5).a, v)
	fmt.Println(call(v.Sum), call(V{7, 7}.Sum))
	var i I = v
	is := i.Sum
	i = F(func(x int) int { return x + 1 })
	fmt.Println(is(0), i.Sum(3))
	i = E{}
	fmt.Println(i.Sum(3), I.Sum(i, 4), E.Sum(E{}, 5), (*V).Sum(&v, 6))
	defer v.None()
	v.a = 0
	fmt.Println(V.Static(v), v.Static())
	ms := []func(int) int{v.Sum, E{}.Sum, i.Sum}
	for _, m := range ms {
		fmt.Print(m(1), " ")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		var n I
		f := n.Sum
		fmt.Println("unreachable", f)
	}()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		var n *V
		f := n.Set
		fmt.Println("ok until called")
		f(1)
	}()
	func() {
		defer func() { fmt.Println("rec:", recover()) }()
		var n *V
		f := n.Sum
		fmt.Println("unreachable", f)
	}()
	chain := new(V).Set(3).Set(4)
	fmt.Println(*chain)
}
