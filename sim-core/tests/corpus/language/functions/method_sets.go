package main

import "fmt"

type V struct{ n int }

func (v V) Get() int   { return v.n }
func (v *V) Set(n int) { v.n = n }

type Getter interface{ Get() int }
type Setter interface{ Set(int) }
type Both interface {
	Getter
	Setter
}

type W struct {
	V
	extra string
}
type X struct {
	*V
	Getter2
}
type Getter2 interface{ Get2() int }

func (v V) Get2() int { return v.n * 2 }

type F func() int

func (f F) Get() int { return f() }

type I int

func (i I) Get() int  { return int(i) }
func (i *I) Set(n int) { *i = I(n) }

func main() {
	v := V{1}
	v.Set(2)
	(&v).Set(v.Get() + 1)
	var g Getter = v
	v.Set(10)
	fmt.Println(g.Get(), v.Get(), (*V).Get(&v), V.Get(v))
	var b Both = &v
	b.Set(20)
	fmt.Println(v, b.Get(), b.(Getter).Get())
	_, ok := g.(Setter)
	fmt.Println(ok)
	w := W{V{5}, "e"}
	w.Set(6)
	fmt.Println(w.Get(), w.V.n, w)
	var wb Both = &w
	wb.Set(7)
	fmt.Println(w.n)
	x := X{&v, v}
	x.Set(30)
	fmt.Println(v.n, x.Get(), x.Getter2.Get2())
	set := v.Set
	get := v.Get
	set(40)
	fmt.Println(v.n, get())
	f := (*V).Set
	f(&v, 50)
	fmt.Println(Getter.Get(&v), F(func() int { return 9 }).Get())
	var i I = 3
	i.Set(4)
	fmt.Println(i.Get(), i)
	m := map[string]V{"a": {1}}
	fmt.Println(m["a"].Get())
	for _, g := range []Getter{v, &w, F(func() int { return 1 }), i} {
		fmt.Printf("%T:%d ", g, g.Get())
	}
	fmt.Println()
}
