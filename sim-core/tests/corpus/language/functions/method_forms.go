package main

import "fmt"

type T struct{ n int }

func (t T) V(x int) int   { return t.n + x }
func (t *T) P(x int) int  { t.n += x; return t.n }
func (T) None() string    { return "none" }
func (_ *T) Blank() string { return "blank" }

type I interface{ V(int) int }
type J interface {
	I
	P(int) int
}
type E struct {
	*T
	I2 I
}
type F struct{ T }
type Fn func(int) int

func (f Fn) V(x int) int { return f(x) * 2 }

type M map[string]int

func (m M) Inc(k string) M { m[k]++; return m }

type Sl []int

func (s *Sl) Add(x int) *Sl { *s = append(*s, x); return s }

type In int

func (i In) V(x int) int { return int(i) * x }

type Rec struct {
	left, right *Rec
	v           int
}

func (r *Rec) Sum() int { if r == nil { return 0 }; return r.v + r.left.Sum() + r.right.Sum() }

func main() {
	t := T{1}
	f := t.V
	t.n = 10
	fmt.Println(f(1), t.V(1), T.V(t, 2), (*T).V(&t, 3), (*T).P(&t, 4), t.n)
	g := t.P
	g(5)
	fmt.Println(t.n)
	h := (*T).P
	h(&t, 1)
	fmt.Println(t.n, T.None(t), (*T).Blank(nil), (*T).None(&t))
	var i I = t
	k := i.V
	i = In(3)
	fmt.Println(k(1), i.V(7), I.V(i, 2))
	fe := I.V
	fmt.Println(fe(Fn(func(x int) int { return x + 1 }), 4))
	e := E{&t, In(2)}
	fmt.Println(e.V(1), e.P(1), e.I2.V(9), E.V(e, 2), (*E).P(&e, 1))
	ff := F{T{5}}
	fmt.Println(F.V(ff, 1), (*F).P(&ff, 2), ff.n)
	var j J = &ff
	fmt.Println(j.V(1), j.P(1), J.V(j, 1))
	if x, ok := i.(J); ok { fmt.Println("J", x) } else { fmt.Println("no J") }
	m := M{}
	fmt.Println(m.Inc("a").Inc("a")["a"], M.Inc(m, "b"))
	var s Sl
	s.Add(1).Add(2)
	fmt.Println(s, len(s))
	fmt.Println((&Rec{&Rec{nil, nil, 2}, nil, 3}).Sum(), (*Rec)(nil).Sum())
	fmt.Printf("%T %T %T %T\n", f, h, fe, T.None)
	var fs [3]func(int) int
	for i := range fs { fs[i] = In(i).V }
	for _, f := range fs { fmt.Print(f(10), " ") }
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		var n I
		x := n.V
		_ = x
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e E
		fmt.Println(e.V(1))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *T
		x := p.V
		_ = x
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *F
		x := p.P
		fmt.Println("ok")
		x(1)
	}()
	// interface with embedded and struct with embedded interface
	type W struct{ I }
	w := W{In(4)}
	fmt.Println(w.V(2), w.I.V(3), W.V(w, 1))
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(W{}.V(1))
	}()
	anon := struct{ T; x int }{T{7}, 1}
	fmt.Println(anon.V(1), anon.n)
	pp := &anon
	fmt.Println(pp.P(2), anon)
}
