package main

import "fmt"

// A receiver with type parameters, and methods with more of them.
type Box[T any] struct{ v T }

func (b Box[T]) Map[U any](f func(T) U) Box[U]     { return Box[U]{f(b.v)} }
func (b *Box[T]) Load[P interface{ ~*T }](p P)     { b.v = *p }
func (b Box[T]) Convert[S ~[]E, E any](s S, e E) S { return append(s, e, E(e)) }
func (b Box[_]) Skip[_ any]() string               { return "skipped" }
func (b Box[T]) Nest[U any](depth int, u U) string {
	if depth == 0 {
		return fmt.Sprintf("%T %T", b, u)
	}
	return b.Map(func(T) U { return u }).Nest(depth-1, b.v)
}

type List[E any] []E

func (l List[E]) Fold[A any](a A, f func(A, E) A) A {
	for _, e := range l {
		a = f(a, e)
	}
	return a
}

type Number int

func (n Number) Twice[A ~int | ~string](a A) A { return a + a }
func (n *Number) Count[A any](a A) (A, int)    { *n++; return a, int(*n) }
func (n Number) each[A any](as ...A) func(func(int, A) bool) {
	return func(yield func(int, A) bool) {
		for i, a := range as {
			if !yield(i+int(n), a) {
				return
			}
		}
	}
}

type Embeds struct {
	*Box[int]
	Number
}

type counter struct{ any }

func apply[A, B any](f func(A) B, a A) B { return f(a) }

type Twicer interface{ Twice(int) int }

func main() {
	box := Box[int]{3}
	fmt.Println(box.Map(func(i int) string { return fmt.Sprint("s", i) }), box.Map[float64](func(i int) float64 { return float64(i) / 2 }))
	x := 7
	box.Load(&x)
	fmt.Println(box, box.Convert([]string{"a"}, "b"), box.Skip[bool](), box.Nest(4, "u"))
	sum := List[string]{"go", "is", "fun"}.Fold(0, func(n int, s string) int { return n + len(s) })
	fmt.Println(sum)

	e := Embeds{&box, 5}
	fmt.Println(e.Map(func(i int) bool { return i > 1 }), e.Twice(4), e.Twice("x"))
	fmt.Println(e.Count("first"))
	for i, s := range e.each("a", "b", "c") {
		if i == 8 {
			break
		}
		fmt.Println(i, s)
	}

	// Values and expressions of methods: the receiver is evaluated when the value is made.
	count := e.Count[bool]
	fmt.Println(count(true))
	fmt.Println(count(false))
	fmt.Println(e.Number)
	twice := e.Number.Twice[int]
	e.Number = 0
	var both func(string) string = e.Twice
	fmt.Println(twice(4), both("b"))
	fmt.Println(Number.Twice[string](1, "z"), (*Number).Twice[int](&e.Number, 5), Embeds.Twice[int](e, 6))
	m := (*Embeds).Map[string]
	fmt.Println(m(&e, func(i int) string { return fmt.Sprint(i) }))
	var fold func(List[int], int, func(int, int) int) int = List[int].Fold
	fmt.Println(fold(List[int]{1, 2, 3}, 10, func(a, b int) int { return a*2 + b }))
	fmt.Println(apply(e.Number.Twice[int], 3), apply[string](Number(1).Twice, "q"))
	fmt.Printf("%T %T %T\n", e.Number.Twice[int], Number.Twice[string], box.Map[bool])

	// Such methods are in no method set.
	_, ok := any(e.Number).(Twicer)
	fmt.Println(ok, fmt.Sprint(counter{e.Number}))

	func() {
		defer func() { fmt.Println(recover()) }()
		var p *Number
		p.Twice(3)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *Box[string]
		f := p.Map[int]
		fmt.Println(f)
	}()
	done := make(chan bool)
	go func() { done <- true }()
	defer e.Count("deferred")
	go e.Count(<-done)
}
