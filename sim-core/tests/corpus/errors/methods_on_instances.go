package main

import "fmt"

type A = int
type V[T any] struct{ x T }
type VI = V[int]
type L = []VI
type Fn = func(A) VI
type M = map[string]L
type Self = *Node
type Node struct{ next Self; v A }
type E = interface{ Error() string }

func (v VI) Get() A { return v.x }
func mk(a A) VI { return VI{a} }

type Chain struct{ VI; E }

func main() {
	var f Fn = mk
	m := M{"a": {f(1), {2}}}
	fmt.Println(m, m["a"][1].Get(), fmt.Sprintf("%T %T", m, f))
	n := &Node{v: 1}
	n.next = n
	fmt.Println(n.next.next.v)
	c := Chain{VI: VI{5}}
	fmt.Println(c.VI, c.Get(), c.E == nil)
	var e E = fmt.Errorf("x")
	var e2 error = e
	fmt.Println(e2 == e)
	type T = struct{ a int }
	var t T = struct{ a int }{4}
	fmt.Printf("%T %v\n", t, t)
}
