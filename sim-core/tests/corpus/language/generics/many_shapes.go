package main

import "fmt"

// generics with methods, constraints with methods, recursion, embedding of type params
type Eq[T any] interface{ Equal(T) bool }
type I int

func (i I) Equal(j I) bool { return i == j }

func Index[T Eq[T]](s []T, x T) int {
	for i, v := range s {
		if x.Equal(v) {
			return i
		}
	}
	return -1
}

type Stringish interface {
	~string
	Len() int
}
type S string

func (s S) Len() int                 { return len(s) }
func Both[T Stringish](t T) (int, T) { return t.Len() + len(t), t + "!" }

type Number interface{ ~int | ~float64 }

func SumMap[K comparable, V Number](m map[K]V) V {
	var s V
	for _, v := range m {
		s += v
	}
	return s
}

type Matrix[T Number] [][]T

func (m Matrix[T]) Mul(o Matrix[T]) Matrix[T] {
	r := make(Matrix[T], len(m))
	for i := range m {
		r[i] = make([]T, len(o[0]))
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return r
}

type Graph[N NodeC[E], E EdgeC[N]] struct{ nodes []N }
type NodeC[E any] interface{ Edges() []E }
type EdgeC[N any] interface{ Nodes() (a, b N) }
type Vertex struct{ name string }
type FromTo struct{ f, t *Vertex }

func (v *Vertex) Edges() []*FromTo                   { return []*FromTo{{v, v}} }
func (e *FromTo) Nodes() (*Vertex, *Vertex)          { return e.f, e.t }
func New[N NodeC[E], E EdgeC[N]](n []N) *Graph[N, E] { return &Graph[N, E]{n} }
func (g *Graph[N, E]) Walk() (c int) {
	for _, n := range g.nodes {
		for _, e := range n.Edges() {
			a, b := e.Nodes()
			_, _ = a, b
			c++
		}
	}
	return
}

type Lazy[T any] struct {
	f    func() T
	done bool
	v    T
}

func (l *Lazy[T]) Get() T {
	if !l.done {
		l.v, l.done = l.f(), true
	}
	return l.v
}

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](ts ...T) Set[T] {
	s := Set[T]{}
	for _, t := range ts {
		s[t] = struct{}{}
	}
	return s
}
func (s Set[T]) Has(t T) bool { _, ok := s[t]; return ok }

type Event[T any] struct{ hs []func(T) }

func (e *Event[T]) On(h func(T)) { e.hs = append(e.hs, h) }
func (e *Event[T]) Fire(t T) {
	for _, h := range e.hs {
		h(t)
	}
}

type Either[L, R any] interface{ isEither(L, R) }
type Left[L, R any] struct{ v L }
type Right[L, R any] struct{ v R }

func (Left[L, R]) isEither(L, R)  {}
func (Right[L, R]) isEither(L, R) {}
func Fold[L, R, T any](e Either[L, R], f func(L) T, g func(R) T) T {
	switch x := e.(type) {
	case Left[L, R]:
		return f(x.v)
	case Right[L, R]:
		return g(x.v)
	}
	panic("?")
}
func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}
func Apply[T any, F func(T) T | func(T) (T, error)](t T, f F) any {
	switch f := any(f).(type) {
	case func(T) T:
		return f(t)
	case func(T) (T, error):
		x, err := f(t)
		return fmt.Sprint(x, err)
	}
	return nil
}

type Base[T any] struct{ id T }

func (b *Base[T]) SetID(t T) { b.id = t }
func (b Base[T]) ID() T      { return b.id }

type Der[T any] struct {
	Base[T]
	name string
}
type Ider[T any] interface {
	ID() T
	SetID(T)
}

func rename[T any, P interface {
	*D
	Ider[T]
}, D any](d D, t T) T {
	P(&d).SetID(t)
	return P(&d).ID()
}

type fnT[T any] func(T) fnT[T]

func rec[T any](n int, f func(T)) fnT[T] {
	return func(t T) fnT[T] {
		f(t)
		if n == 0 {
			return nil
		}
		return rec(n-1, f)
	}
}
func swap[T any](a, b *T)         { *a, *b = *b, *a }
func variadic[T any](ts ...T) int { return len(ts) }
func nested[T any](t T) func() []T {
	type box struct {
		T T
		n *box
	}
	b := &box{t, nil}
	b = &box{t, b}
	return func() (r []T) {
		for ; b != nil; b = b.n {
			r = append(r, b.T)
		}
		return
	}
}
func chanOf[T any](ts ...T) <-chan T {
	c := make(chan T, len(ts))
	defer close(c)
	for _, t := range ts {
		c <- t
	}
	return c
}
func sel[T any](a, b <-chan T) (t T, from string) {
	select {
	case t = <-a:
		from = "a"
	case x, ok := <-b:
		t, from = x, fmt.Sprint("b", ok)
	}
	return
}

type Cmp[T any] interface {
	comparable
	Less(T) bool
}
type A int

func (a A) Less(b A) bool { return a < b }
func MaxOf[T Cmp[T]](a, b T) T {
	if a == b || b.Less(a) {
		return a
	}
	return b
}

const K = 3

type ArrOf[T any] [K]T

func (a *ArrOf[T]) Fill(t T) *ArrOf[T] {
	for i := range a {
		a[i] = t
	}
	return a
}

var glob = SetOf(1, 2)
var gf = Index[I]

func main() {
	fmt.Println(Index([]I{1, 2, 3}, 2), gf([]I{5}, 5))
	fmt.Println(Both(S("ab")))
	fmt.Println(SumMap(map[string]float64{"a": 1.5, "b": 2}), Matrix[int]{{1, 2}, {3, 4}}.Mul(Matrix[int]{{0, 1}, {1, 0}}))
	fmt.Println(New[*Vertex, *FromTo]([]*Vertex{{"a"}, {"b"}}).Walk())
	n := 0
	l := Lazy[int]{f: func() int { n++; return n }}
	fmt.Println(l.Get(), l.Get(), SetOf("a").Has("a"), glob.Has(3))
	var ev Event[string]
	ev.On(func(s string) { fmt.Print("1", s) })
	ev.On(func(s string) { fmt.Println("2", s) })
	ev.Fire("fire")
	var e Either[int, string] = Right[int, string]{"r"}
	fmt.Println(Fold(e, func(i int) string { return "i" }, func(s string) string { return s + s }))
	fmt.Printf("%T\n", e)
	fmt.Println(Curry(func(a int, b string) string { return fmt.Sprint(a, b) })(1)("z"))
	fmt.Println(Apply(1, func(i int) int { return i + 1 }), Apply(2, func(i int) (int, error) { return i, nil }))
	fmt.Println(rename(Der[string]{}, "new"))
	f := rec(2, func(i int) { fmt.Print(i, " ") })
	for i := 0; f != nil; i++ {
		f = f(i)
	}
	a, b := "a", "b"
	swap(&a, &b)
	fmt.Println(a, b, variadic[any](1, "a", nil), variadic(1, 2), variadic[int](), nested(4)())
	fmt.Println(sel(chanOf(1), nil))
	fmt.Println(sel(nil, chanOf[string]()))
	fmt.Println(MaxOf(A(3), A(4)), *new(ArrOf[bool]).Fill(true))
	var nilset Set[int]
	fmt.Println(nilset.Has(1), len(nilset), nilset == nil)
	type pair[A, B any] struct {
		a A
		b B
	}
	ps := []pair[int, pair[string, bool]]{{1, pair[string, bool]{"x", true}}, {b: pair[string, bool]{b: true}}}
	fmt.Printf("%v %T\n", ps, ps)
	mp := map[pair[int, int]]string{{1, 2}: "a"}
	fmt.Println(mp[pair[int, int]{1, 2}])
	var x interface{ ID() string } = Der[string]{Base[string]{"i"}, "n"}
	fmt.Println(x.ID())
	_, isIder := x.(Ider[string])
	fmt.Println(isIder)
	defer func() { fmt.Println(recover()) }()
	var np *Der[int]
	np.SetID(3)
}
