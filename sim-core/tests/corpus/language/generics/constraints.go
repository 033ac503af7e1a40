package main

import (
	"cmp"
	"fmt"
)

type Number interface {
	~int | ~int8 | ~float64
}
type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("my%d", int(m)) }

func Sum[T Number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

type Stringish interface {
	~int
	fmt.Stringer
}

func Show[T Stringish](x T) string { return x.String() + fmt.Sprint(int(x)+1) }

func Max[T cmp.Ordered](a T, rest ...T) T {
	for _, x := range rest {
		if x > a {
			a = x
		}
	}
	return a
}

func Ptr[T any](x T) *T { return &x }

func Zero[T any]() (z T) { return }

func Keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(x T) Set[T] { s[x] = struct{}{}; return s }

func Index[S ~[]E, E comparable](s S, x E) int {
	for i, y := range s {
		if x == y {
			return i
		}
	}
	return -1
}

type Names []string

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[int8](100, 100), Sum[MyInt](1, 2), Sum[int]())
	fmt.Println(Show(MyInt(4)), Max("b", "a", "c"), Max(2.5), Max[float64](1, 2.5))
	fmt.Println(*Ptr(5), *Ptr("s"), Zero[string]() == "", Zero[*int]() == nil, Zero[[2]bool]())
	fmt.Println(Keys(Set[int]{}.Add(1).Add(2).Add(1)), Index(Names{"a", "b"}, "b"), Index([]any{1, "x"}, any("x")))
	fmt.Printf("%T %T %T\n", Set[string]{}, Ptr[MyInt], Sum[MyInt](1))
	func() {
		defer func() { fmt.Println(recover()) }()
		Index([]any{[]int{1}}, any([]int{1}))
	}()
}
