package main

import (
	"container/ring"
	"fmt"
	"unique"
)

func show(what string, r *ring.Ring) {
	fmt.Print(what, " len ", r.Len(), ":")
	r.Do(func(v any) { fmt.Print(" ", v) })
	fmt.Println()
}

func numbered(n int) *ring.Ring {
	r := ring.New(n)
	for i := 0; i < n; i++ {
		r.Value = i
		r = r.Next()
	}
	return r
}

type point struct{ x, y int }

func main() {
	r := numbered(6)
	show("six", r)
	show("moved", r.Move(2))
	show("back", r.Move(-1))
	cut := r.Unlink(3)
	show("left", r)
	show("cut", cut)
	show("linked", r.Link(cut))
	show("whole", r)
	var zero ring.Ring
	show("zero", &zero)
	fmt.Println(zero.Next() == &zero, zero.Prev() == &zero, ring.New(0) == nil)
	a, b := numbered(4), numbered(4)
	rest := a.Link(a.Move(2))
	show("split", a)
	show("rest", rest)
	show("joined", a.Link(b))

	h := unique.Make("hello")
	k := unique.Make("hel" + fmt.Sprint("lo"))
	fmt.Println(h == k, h.Value(), unique.Make("x") == h)
	p, q := unique.Make(point{1, 2}), unique.Make(point{1, 2})
	fmt.Println(p == q, p.Value().y, unique.Make(point{}) == p)
	fmt.Println(unique.Make(1) == unique.Make(1), unique.Make(any(1)) == unique.Make(any("1")))
}
