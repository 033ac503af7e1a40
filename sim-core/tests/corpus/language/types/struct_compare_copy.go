package main

import "fmt"

type P struct{ x, y int }
type L struct {
	from, to P
	name     string
	tags     [2]string
}

func change(l L) L    { l.from.x = 100; l.tags[0] = "changed"; return l }
func changeP(l *L)    { l.from.x = 200; l.tags[1] = "p" }
func (p P) add(q P) P { p.x += q.x; p.y += q.y; return p }

func main() {
	a := L{P{1, 2}, P{3, 4}, "a", [2]string{"t", "u"}}
	b := a
	fmt.Println(a == b, &a == &b)
	b.to.y++
	fmt.Println(a == b, a.from == b.from, a.tags == b.tags)
	c := change(a)
	fmt.Println(a.from.x, c.from.x, a.tags, c.tags)
	changeP(&a)
	fmt.Println(a)
	p := &a.from
	p.x, p.y = p.y, p.x
	fmt.Println(a.from, P{1, 1}.add(*p))
	arr := []L{a, b}
	for _, l := range arr {
		l.name = "not kept"
	}
	for i := range arr {
		arr[i].name += "!"
	}
	fmt.Println(arr[0].name, arr[1].name, a.name)
	q := &arr[0]
	arr = append(arr, L{})
	q.name = "old"
	fmt.Println(arr[0].name, q.name)
	var e struct{}
	fmt.Println(e == struct{}{}, struct{ a, b int }{1, 2} == struct{ a, b int }{1, 2})
	type Q P
	fmt.Println(Q(P{1, 2}) == Q{1, 2}, P(Q{3, 4}))
	anon := struct {
		P
		z int
	}{P{1, 2}, 3}
	anon2 := anon
	anon2.x = 5
	fmt.Println(anon, anon2, anon == anon2)
	m := map[P]string{{1, 2}: "k"}
	fmt.Println(m[P{1, 2}], m[*p] == "")
	pp := &P{}
	*pp = P{7, 8}
	pq := pp
	pq.x = 9
	fmt.Println(*pp, *pq)
}
