package main

import "fmt"

type shape interface{ Area() float64 }
type sq struct{ s float64 }

func (q sq) Area() float64   { return q.s * q.s }
func (q *sq) Scale(k float64) { q.s *= k }

type box struct {
	*sq
	name string
}

func safe(f func()) {
	defer func() { fmt.Println("->", recover()) }()
	f()
}

func main() {
	var s shape
	safe(func() { _ = s.Area() })
	safe(func() { f := s.Area; f() })
	var p *sq
	safe(func() { _ = p.Area() })
	safe(func() { p.Scale(2) })
	safe(func() { f := p.Area; f() })
	b := box{name: "b"}
	safe(func() { b.Scale(1) })
	safe(func() { fmt.Println(b.Area()) })
	s = p
	safe(func() { fmt.Println(s.Area()) })
	safe(func() { var a *[4]int; fmt.Println(len(a)); a[2] = 1 })
	safe(func() { var a *[4]int; for i := range a { fmt.Print(i) }; for _, v := range a { fmt.Print(v) } })
	safe(func() { var m map[string][]int; m["a"] = append(m["a"], 1) })
	safe(func() { var e error; fmt.Println(e.Error()) })
	safe(func() { x := []int{1, 2, 3}; y := (*[2]int)(x); y[1] = 9; fmt.Println(x); _ = (*[4]int)(x) })
	safe(func() { a, b := 7, 0; a /= b })
	safe(func() { var u uint8 = 200; i := []int{1, 2}; fmt.Println(i[u]) })
	safe(func() { s := "héllo"; i := 10; fmt.Println(s[1:3], s[i]) })
	safe(func() { n := -5; _ = make([]int, n) })
	safe(func() { n := -5; _ = make(chan int, n) })
	safe(func() { n := -1; var x uint = 1; fmt.Println(x << n) })
	safe(func() { var c chan int; close(c) })
	safe(func() { var i any = "s"; fmt.Println(i.(fmt.Stringer)) })
	safe(func() { var i any = sq{2}; fmt.Println(i.(shape).Area(), i.(interface{ Scale(float64) })) })
}
