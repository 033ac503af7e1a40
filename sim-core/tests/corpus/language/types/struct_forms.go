package main

import "fmt"

type P struct{ X, Y int }
type Q struct { P; name string; _ int }
type R struct { *P; Q2 *Q }
type Tag struct { A int `json:"a"`; B string "b" }
type Empty struct{}
type Anon = struct{ X, Y int }
type Inner struct{ v any }

func main() {
	p := P{1, 2}
	q := Q{P: p, name: "n"}
	fmt.Println(p == P{1, 2}, q == Q{P{1, 2}, "n", 0}, q.X, q.P.Y, Empty{} == Empty{})
	var a Anon = struct{ X, Y int }{3, 4}
	p = P(a)
	fmt.Println(p, a == struct{ X, Y int }(p))
	r := R{&p, &q}
	r.X = 9
	r.Q2.X = 8
	fmt.Println(p, q, r.Y, *r.Q2)
	arr := [2]P{{1, 2}, {3, 4}}
	brr := arr
	brr[0].X = 100
	fmt.Println(arr == brr, arr, brr, [2]P{1: {5, 6}})
	pp := []*P{{1, 2}, {3, 4}}
	fmt.Println(*pp[0], len(pp))
	m := map[P]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(m[P{1, 2}], m[P{9, 9}] == "")
	mm := map[string][]P{"k": {{1, 1}}}
	mm["k"][0].X = 5
	fmt.Println(mm)
	nested := [][]map[string]int{{{"a": 1}, nil}, {}}
	fmt.Println(nested, len(nested[0]))
	i1, i2 := any(p), any(P{9, 2})
	fmt.Println(i1 == i2, any(1) == any(int8(1)), any(nil) == nil)
	tg := Tag{1, "x"}
	fmt.Printf("%v %+v %#v %T\n", tg, tg, tg, tg)
	fmt.Printf("%v %+v %#v %T\n", q, q, p, a)
	fmt.Printf("%v %+v\n", &q, &struct{ A *int }{})
	func() { defer func() { fmt.Println(recover()) }(); fmt.Println(Inner{[]int{}} == Inner{[]int{}}) }()
	func() { defer func() { fmt.Println(recover()) }(); m := map[any]int{}; m[Inner{map[string]int{}}] = 1 }()
	fmt.Println(Inner{1} == Inner{1}, Inner{1} == Inner{"1"})
	type local struct{ P; n int }
	l := local{P{1, 2}, 3}
	l2 := l
	l2.P.X++
	fmt.Println(l, l2, l == l2)
	ptr := &l
	(*ptr).n = 7
	ptr.P = P{}
	fmt.Println(l, ptr.X)
	x, y := &Empty{}, &P{}
	_, _ = x, y
	fn := func(p P) P { p.X = 77; return p }
	fmt.Println(fn(p), p, fn(p).X)
	var z struct{ a, b struct{ c [2]int } }
	z.a.c[1] = 4
	w := z
	w.a.c[1]++
	fmt.Println(z, w, z != w)
	type rec struct{ next *rec; kids []rec; m map[string]rec }
	rr := rec{kids: []rec{{}, {}}}
	rr.next = &rr
	fmt.Println(len(rr.next.next.kids), rr.m == nil)
	ch := make(chan P, 1)
	ch <- P{4, 4}
	fmt.Println((<-ch).Y)
	b := struct { f func(int) int; P }{func(i int) int { return i * 2 }, P{1, 2}}
	fmt.Println(b.f(4), b.X)
	var e1, e2 interface{ M() }
	fmt.Println(e1 == e2)
	sl := []struct{ a int; b string }{{1, "x"}, {b: "y"}}
	for _, s := range sl { s.a = 50 }
	for i := range sl { sl[i].a += 1 }
	fmt.Println(sl)
	c1 := [...]struct{ x int }{{1}, {2}}
	fmt.Println(c1 == [2]struct{ x int }{{1}, {2}})
}
