package main

import "fmt"

type Animal interface{ Name() string; Sound() string }
type Base struct{ name string }
func (b Base) Name() string { return b.name }
func (b *Base) Rename(s string) { b.name = s }
func (b Base) Sound() string { return "..." }
type Dog struct{ Base; age int }
func (d Dog) Sound() string { return "woof " + d.Base.Sound() }
type Puppy struct{ *Dog; Toy interface{ Squeak() string } }
func (p Puppy) Name() string { return "little " + p.Dog.Name() }
type toy string
func (t toy) Squeak() string { return string(t) + "!" }
type Logger struct{ Animal; log *[]string }
func (l Logger) Sound() string { s := l.Animal.Sound(); *l.log = append(*l.log, s); return s }
type A struct{ X int }
type B struct{ X int }
type C struct{ A; B }
type D struct{ C; X string }
type RW interface{ R; W }
type R interface{ Read() int; Close() }
type W interface{ Write(int); Close() }
type file struct{ v int; closed bool }
func (f *file) Read() int { return f.v }
func (f *file) Write(v int) { f.v = v }
func (f *file) Close() { f.closed = true }
type G[T any] struct{ val T }
func (g *G[T]) Set(v T) { g.val = v }
func (g G[T]) Get() T { return g.val }
type HG struct{ G[string]; *G2[int] }
type G2[T any] struct{ other T }
func (g *G2[T]) Other() T { return g.other }
type Rec struct{ *Rec; v int }
type unexp struct{ Hidden int }
func (u unexp) Method() string { return "m" }
type Exp struct{ unexp }
type F func() string
func (f F) Name() string { return f() }
func (f F) Sound() string { return "f" }
type Str = fmt.Stringer
type HasStr struct{ Str }

func main() {
	d := Dog{Base{"rex"}, 3}
	p := Puppy{&d, toy("squeak")}
	var as []Animal = []Animal{d, &d, p, &p, Base{"b"}, F(func() string { return "func" })}
	for _, a := range as { fmt.Println(a.Name(), a.Sound()) }
	p.Rename("max")
	fmt.Println(d.name, p.name, p.Dog.Base.name, as[0].Name(), as[1].Name(), p.Toy.Squeak())
	var logs []string
	var l Animal = Logger{p, &logs}
	l = Logger{l, &logs}
	fmt.Println(l.Sound(), l.Name(), logs)
	c := C{A{1}, B{2}}
	fmt.Println(c.A.X, c.B.X)
	dd := D{c, "top"}
	fmt.Println(dd.X, dd.A.X)
	var rw RW = &file{}
	rw.Write(4)
	var r R = rw
	fmt.Println(r.Read())
	rw.Close()
	fmt.Println(rw.(*file).closed, r.(W) != nil)
	h := HG{G[string]{"s"}, &G2[int]{9}}
	h.Set("t")
	fmt.Println(h.Get(), h.Other(), h.val, h.other)
	fmt.Printf("%+v %T\n", h.G, h)
	rec := Rec{&Rec{nil, 1}, 2}
	fmt.Println(rec.v, rec.Rec.v)
	e := Exp{unexp{5}}
	fmt.Println(e.Hidden, e.Method())
	get := h.Get
	h.Set("later")
	fmt.Println(get(), h.Get())
	set := h.Set
	set("via value")
	fmt.Println(h.val)
	var st fmt.Stringer
	hs := HasStr{st}
	func() { defer func() { fmt.Println(recover()) }(); fmt.Println(hs.String()) }()
	fmt.Println(hs.Str == nil)
	x := struct{ Base; *file }{Base{"anon"}, &file{v: 3}}
	fmt.Println(x.Name(), x.Read(), x.v)
	type I1 interface{ Name() string }
	var i1 I1 = x
	_, isA := i1.(Animal)
	_, isR := i1.(R)
	fmt.Println(isA, isR)
	switch v := any(&d).(type) { case interface{ Rename(string) }: v.Rename("sw"); fmt.Println(d.name) }
	fmt.Println(Dog.Sound(d), (*Dog).Name(&d), Animal.Sound(p))
}
