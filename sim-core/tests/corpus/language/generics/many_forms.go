package main

import (
	"cmp"
	"errors"
	"fmt"
	"sort"
	"strings"
)

type Number interface{ ~int | ~int64 | ~float64 }
type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T)         { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (x T, err error) {
	if len(s.items) == 0 { return x, errors.New("empty") }
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return
}

type Pair[K comparable, V any] struct { Key K; Val V }

func (p Pair[K, V]) String() string { return fmt.Sprintf("<%v:%v>", p.Key, p.Val) }

type Tree[T any] struct {
	l, r *Tree[T]
	v    T
	cmp  func(a, b T) int
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil { return &Tree[T]{v: v} }
	return t
}

type List[T any] interface {
	Len() int
	At(int) T
}
type SliceList[T any] []T

func (s SliceList[T]) Len() int  { return len(s) }
func (s SliceList[T]) At(i int) T { return s[i] }

func Sum[T Number](xs ...T) (t T) { for _, x := range xs { t += x }; return }
func Map[T, U any](xs []T, f func(T) U) []U { r := make([]U, 0, len(xs)); for _, x := range xs { r = append(r, f(x)) }; return r }
func Each[T any, L List[T]](l L, f func(T)) { for i := 0; i < l.Len(); i++ { f(l.At(i)) } }
func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K { var r []K; for k := range m { r = append(r, k) }; sort.Slice(r, func(i, j int) bool { return r[i] < r[j] }); return r }

type PtrTo[T any] interface { *T; Set(string) }
type Conf struct{ s string }

func (c *Conf) Set(s string) { c.s = s }
func Build[T any, P PtrTo[T]](s string) T { var t T; P(&t).Set(s); return t }

type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("my%d", int(m)) }

type StrNum interface { ~int; String() string }

func Show[T StrNum](x T) string { return x.String() + fmt.Sprint(int(x)+1) }
func Zero[T any]() T { var z T; return z }
func Ptr[T any](x T) *T { return &x }
func TypeName[T any](x T) string {
	switch any(x).(type) {
	case int: return "int"
	case string: return "string"
	case []T: return "slice of T"
	case fmt.Stringer: return "stringer"
	}
	return fmt.Sprintf("%T", x)
}
func Conv[T, U ~int | ~float64 | ~uint8](x T) U { return U(x) }
func Len[T ~string | ~[]byte](x T) int { n := 0; return len(x) + n }
func Idx[T ~string | ~[]byte](x T, i int) byte { return x[i] }
func Cat[T ~string](a, b T) T { return a + b }
func Chan[T any](c chan T, v T) T { c <- v; return <-c }
func Eq[T comparable](a, b T) bool { return a == b }

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(xs ...T) Set[T] { for _, x := range xs { s[x] = struct{}{} }; return s }
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }

type Opt[T any] func(*T)
type Node[T any] struct { val T; next *Node[T] }
type LL[T any] struct { head *Node[T]; n int }

func (l *LL[T]) Push(v T) { l.head = &Node[T]{v, l.head}; l.n++ }
func (l *LL[T]) All(yield func(int, T) bool) { i := 0; for n := l.head; n != nil; n = n.next { if !yield(i, n.val) { return }; i++ } }

type Num[T Number] struct{ v T }

func (n Num[T]) Add(o Num[T]) Num[T] { return Num[T]{n.v + o.v} }

type Emb[T any] struct { Stack[T]; name string }

func Reduce[T, A any](xs []T, a A, f func(A, T) A) A { for _, x := range xs { a = f(a, x) }; return a }

func rec[T any](n int, x T) string { if n == 0 { return fmt.Sprintf("%T", x) }; return rec(n-1, x) }

func main() {
	var s Stack[string]
	s.Push("a"); s.Push("b")
	fmt.Println(s.Pop()); fmt.Println(s.Pop()); fmt.Println(s.Pop())
	p := Pair[string, int]{"x", 1}
	fmt.Println(p, &p, []Pair[string, int]{p}, fmt.Sprintf("%T %v %+v", p, p, p))
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[MyInt](1, 2), Sum[float64]())
	fmt.Println(Map([]int{1, 2}, func(i int) string { return strings.Repeat("x", i) }))
	Each[int](SliceList[int]{4, 5}, func(i int) { fmt.Print(i, ";") })
	fmt.Println(Keys(map[string]bool{"q": true, "b": false}))
	fmt.Println(Build[Conf]("hey"), Show(MyInt(4)), Zero[*int]() == nil, *Ptr(3), *Ptr("s"))
	fmt.Println(TypeName(1), TypeName("s"), TypeName(MyInt(1)), TypeName(2.5), TypeName([]int{}), TypeName(p), TypeName(s))
	fmt.Println(Conv[float64, int](3.9), Conv[int, uint8](300), Len("héé"), Len([]byte("ab")), Idx("abc", 1), Cat("a", "b"))
	fmt.Println(Chan(make(chan int, 1), 4), Eq("a", "a"), Eq[any](1, 1.0), Eq(p, Pair[string, int]{"x", 1}))
	st := Set[int]{}
	fmt.Println(st.Add(1, 2, 2).Has(2), len(st), st.Has(5))
	var l LL[float64]
	l.Push(1); l.Push(2)
	for i, v := range l.All { fmt.Print(i, v, " ") }
	fmt.Println(Num[int]{1}.Add(Num[int]{2}), fmt.Sprintf("%T", Num[float64]{}))
	e := Emb[rune]{name: "n"}
	e.Push('x')
	fmt.Println(e, fmt.Sprintf("%T", e))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, x int) string { return a + fmt.Sprint(x) }))
	fmt.Println(rec(3, p), rec(0, map[string][]MyInt{}))
	f := Map[int, int]
	fmt.Printf("%T %v\n", f, f([]int{3}, func(i int) int { return i * i }))
	var g func(float64, float64) bool = Eq
	fmt.Println(g(1, 1))
	var lst List[int] = SliceList[int]{1}
	fmt.Printf("%T %v\n", lst, lst.At(0))
	fmt.Printf("%T\n", Tree[Pair[string, []int]]{})
	var t *Tree[int]
	fmt.Println(t.Insert(4).Insert(5).v)
	fmt.Println(cmp.Compare(MyInt(2), 1), min(MyInt(2), 1))
	func() { defer func() { fmt.Println(recover()) }(); Eq[any]([]int{}, []int{}) }()
	func() { defer func() { fmt.Println(recover()) }(); var x any = "s"; _ = x.(Pair[int, string]) }()
}
