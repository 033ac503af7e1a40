package main

import "fmt"

type Point struct {
	X, Y int
}

func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }
func (p *Point) Scale(k int)      { p.X *= k; p.Y *= k }

type Named struct {
	Name string
	Pos  Point
	next *Named
	Tags []string
}

type Pair struct {
	a, b interface{}
}

func swap(p Point) (q Point) {
	q = Point{p.Y, p.X}
	return
}

func main() {
	p := Point{1, 2}
	q := p
	q.X = 10
	fmt.Println(p, q, p == q, p == Point{1, 2}, p.Add(q))
	p.Scale(3)
	(&q).Scale(2)
	fmt.Println(p, q)
	p = Point{p.Y, p.X}
	fmt.Println(p, swap(p))
	n := Named{Name: "n", Pos: p}
	n.Pos.X++
	n.next = &Named{Name: "m"}
	n.next.Pos.Scale(2)
	n.next.Pos.Y = 7
	n.Tags = append(n.Tags, "t1", "t2")
	fmt.Println(n.Name, n.Pos, n.next.Name, n.next.Pos, n.next.next == nil, n.Tags)
	pp := &p
	pp.X = 100
	*pp = Point{*&pp.Y, pp.X}
	fmt.Println(p, *pp, pp.Add(Point{1, 1}))
	anon := struct {
		A int
		B string
	}{1, "b"}
	fmt.Printf("%v %+v %#v %T\n", anon, anon, anon, anon)
	fmt.Printf("%v %+v %T\n", p, p, p)
	m := map[Point]string{{1, 2}: "a"}
	fmt.Println(m[Point{1, 2}], m[Point{2, 1}] == "")
	fmt.Println(Pair{1, "x"} == Pair{1, "x"}, Pair{1, 2} == Pair{1, "2"})
	ps := []Point{{1, 2}, {3, 4}}
	for i := range ps {
		ps[i].Scale(10)
	}
	ps[0].X, ps[1].X = ps[1].X, ps[0].X
	fmt.Println(ps)
	var z struct{}
	fmt.Println(z, z == struct{}{})
	f := Point.Add
	g := (*Point).Scale
	h := p.Add
	g(&p, 2)
	fmt.Println(f(p, p), h(Point{1, 1}), p)
}
