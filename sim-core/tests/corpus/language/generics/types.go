package main

import "fmt"

type Pair[A, B any] struct {
	First  A
	Second B
}

func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }
func (p Pair[A, B]) Swap() Pair[B, A]        { return Pair[B, A]{p.Second, p.First} }
func (p *Pair[A, B]) SetFirst(a A)           { p.First = a }

type Tree[T any] struct {
	left, right *Tree[T]
	val         T
}

func (t *Tree[T]) Insert(v T, less func(a, b T) bool) *Tree[T] {
	if t == nil {
		return &Tree[T]{val: v}
	}
	if less(v, t.val) {
		t.left = t.left.Insert(v, less)
	} else {
		t.right = t.right.Insert(v, less)
	}
	return t
}

func (t *Tree[T]) All(yield func(T) bool) bool {
	return t == nil || t.left.All(yield) && yield(t.val) && t.right.All(yield)
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (T, error) {
	var zero T
	if len(s.items) == 0 {
		return zero, fmt.Errorf("empty stack of %T", zero)
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, nil
}

type Opt[T any] func(*T)
type Num interface{ ~int | ~float64 }
type Vec[T Num] [3]T

func (v Vec[T]) Dot(w Vec[T]) (d T) {
	for i := range v {
		d += v[i] * w[i]
	}
	return
}

type Embeds[T any] struct {
	Stack[T]
	*Pair[T, int]
}

func main() {
	p := MakePair("a", 1)
	p.SetFirst("b")
	fmt.Println(p, p.Swap(), p.Swap().Swap() == p)
	fmt.Printf("%T %v %+v\n", p.Swap(), p, MakePair(MakePair(1, 2), []int{3}))
	var t *Tree[string]
	for _, s := range []string{"m", "c", "x", "a"} {
		t = t.Insert(s, func(a, b string) bool { return a < b })
	}
	t.All(func(s string) bool { fmt.Print(s, " "); return s != "m" })
	fmt.Println()
	var s Stack[Pair[int, bool]]
	s.Push(MakePair(1, true))
	fmt.Println(s.Pop())
	fmt.Println(s.Pop())
	fmt.Println(Vec[float64]{1, 2, 3}.Dot(Vec[float64]{1, 0.5, 2}), Vec[int]{1, 2, 3})
	e := Embeds[string]{Pair: &Pair[string, int]{"q", 1}}
	e.Push("z")
	e.SetFirst("r")
	fmt.Println(e.items, e.First, e.Second)
	o := Opt[int](func(n *int) { *n = 5 })
	n := 0
	o(&n)
	fmt.Printf("%d %T\n", n, o)
}
