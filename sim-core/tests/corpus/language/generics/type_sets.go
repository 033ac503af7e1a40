package main

import (
	"errors"
	"fmt"
	"iter"
	"sort"
	"strings"
)

type Num interface {
	~int | ~int8 | ~int64 | ~float64
}
type Str interface{ ~string | ~[]byte }

func Sum[S ~[]E, E Num](s S) (t E) {
	for _, e := range s {
		t += e
	}
	return
}
func Idx[T Str](t T, i int) byte     { return t[i] }
func Sub[T ~string](t T, i, j int) T { return t[i:j] }
func RangeS[T Str](t T) (n int) {
	for i := range len(t) {
		n += i * int(t[i])
	}
	return n + len(t)
}
func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	return r
}
func Conv[To, From Num](f From) To { return To(f) }
func Ptr[T any](t T) *T            { return &t }
func Zero[T any]() (z T)           { return }

type Setter[T any] interface {
	*T
	Set(string)
}
type Cfg struct{ v string }

func (c *Cfg) Set(s string) { c.v = s }
func Build[T any, P Setter[T]](s ...string) []T {
	r := make([]T, len(s))
	for i := range s {
		P(&r[i]).Set(s[i])
	}
	return r
}

type Tree[K any] struct {
	cmp  func(a, b K) int
	root *node[K]
}
type node[K any] struct {
	k    K
	l, r *node[K]
}

func (t *Tree[K]) Add(k K) *Tree[K] {
	p := &t.root
	for *p != nil {
		if t.cmp(k, (*p).k) < 0 {
			p = &(*p).l
		} else {
			p = &(*p).r
		}
	}
	*p = &node[K]{k: k}
	return t
}
func (n *node[K]) all(yield func(K) bool) bool {
	return n == nil || n.l.all(yield) && yield(n.k) && n.r.all(yield)
}
func (t *Tree[K]) All() iter.Seq[K] { return func(y func(K) bool) { t.root.all(y) } }

type Opt[T any] func(*T)
type Chan[T any] chan T

func (c Chan[T]) Send(t T) Chan[T] { c <- t; return c }

type Pair[A, B any] struct {
	A A
	B B
}

func MkPair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }
func (p Pair[A, B]) Swap() Pair[B, A]      { return Pair[B, A]{p.B, p.A} }
func (p Pair[A, B]) String() string        { return fmt.Sprintf("<%v|%v>", p.A, p.B) }

func Kind[T any](t T) string {
	switch any(t).(type) {
	case int:
		return "int"
	case []T:
		return "slice of T"
	case Pair[T, T]:
		return "pair"
	case interface{ Len() int }:
		return "lener"
	case error:
		return "error"
	}
	return fmt.Sprintf("%T", t)
}
func Same[T comparable](a, b T) bool { return a == b }
func Is[T any](x any) bool           { _, ok := x.(T); return ok }
func Sw[T any](x any) string {
	switch y := x.(type) {
	case T:
		return fmt.Sprintf("T %v", y)
	case *T:
		return fmt.Sprintf("*T %v", *y)
	case []T, map[string]T:
		return fmt.Sprintf("many %v", y)
	case func() T:
		return fmt.Sprintf("fn %v", y())
	default:
		return fmt.Sprintf("%T", y)
	}
}

type MyInt int

func (m MyInt) Len() int { return int(m) }

type Rec[T any] struct {
	kids []Rec[T]
	v    T
}

func (r Rec[T]) depth() int {
	d := 0
	for _, k := range r.kids {
		d = max(d, k.depth())
	}
	return d + 1
}

type Fn[A, B any] func(A) B

func (f Fn[A, B]) Map(as ...A) (bs []B) {
	for _, a := range as {
		bs = append(bs, f(a))
	}
	return
}
func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}
func Must[T any](t T, err error) T {
	if err != nil {
		panic(err)
	}
	return t
}
func Reduce[T, A any](s []T, a A, f func(A, T) A) A {
	for _, t := range s {
		a = f(a, t)
	}
	return a
}

var counter int

func Count[T any]() int {
	type local struct{ t T }
	counter++
	fmt.Printf("%T ", local{})
	return counter
}

type Ord interface{ ~int | ~string }
type SortBy[T any, K Ord] struct {
	s   []T
	key func(T) K
}

func (s SortBy[T, K]) Len() int           { return len(s.s) }
func (s SortBy[T, K]) Less(i, j int) bool { return s.key(s.s[i]) < s.key(s.s[j]) }
func (s SortBy[T, K]) Swap(i, j int)      { s.s[i], s.s[j] = s.s[j], s.s[i] }

func chans[T any, C ~chan T | ~chan<- T](c C, t T)     { c <- t }
func call[F ~func(A) R, A, R any](f F, a A) R          { return f(a) }
func arr[A ~[3]E, E any](a A) (e E, n int)             { a[0] = a[1]; return a[0], len(a) }
func parr[P *[3]E, E any](p P) int                     { return len(p) + cap(*p) }
func fld[T any](t struct{ X T }) T                     { return t.X }
func cap2[S ~[]T, T any](s S) (S, int)                 { return s[1:2:2], cap(s) }
func clr[M ~map[K]V | ~[]V, K comparable, V any](m M)  { clear(m) }
func app[S ~[]byte](s S, t string) S                   { return append(s, t...) }
func shl[T ~int8 | ~uint8](t T) T                      { return t << 1 }
func neg[T ~int8 | ~uint8](t T) T                      { return -t + ^t }
func conv[T ~int8 | ~uint8, U ~int16 | ~uint32](t T) U { return U(t) }
func str[T ~int32 | ~[]byte | ~string](t T) string     { return string(t) }

func main() {
	fmt.Println(Sum([]int{1, 2}), Sum([]float64{1.5, 2}), Sum(sort.IntSlice{3, 4}))
	fmt.Println(Idx("abc", 1), Idx([]byte("xyz"), 2), Sub("hello", 1, 3), RangeS("héé"), RangeS([]byte("abc")))
	fmt.Println(Conv[int8](300.7), Conv[float64](MyInt2(3)), *Ptr("p"), Zero[*int]() == nil, Zero[struct{ a int }]())
	fmt.Println(Build[Cfg]("a", "b"))
	t := &Tree[string]{cmp: strings.Compare}
	t.Add("m").Add("c").Add("x").Add("a")
	for k := range t.All() {
		if k == "x" {
			break
		}
		fmt.Print(k, " ")
	}
	fmt.Println()
	c := make(Chan[int], 3)
	c.Send(1).Send(2)
	fmt.Println(<-c, len(c))
	p := MkPair(1, "x")
	fmt.Println(p, p.Swap(), MkPair(p, &p).A, Same(p, MkPair(1, "x")))
	fmt.Printf("%T %v %+v\n", p.Swap(), any(p) == any(MkPair(1, "x")), struct{ P Pair[int, int] }{MkPair(1, 2)})
	fmt.Println(Kind(1), Kind("s"), Kind([]int{}), Kind(MyInt(2)), Kind(errors.New("x")), Kind(MkPair(1, 1)))
	fmt.Println(Is[fmt.Stringer](p), Is[int](3), Is[any](nil), Is[error](errors.New("q")))
	x := 5
	fmt.Println(Sw[int](3), Sw[int](&x), Sw[int]([]int{1}), Sw[int](map[string]int{"a": 1}), Sw[int](func() int { return 9 }), Sw[string](3), Sw[any](3), Sw[error](nil))
	fmt.Println(Rec[int]{kids: []Rec[int]{{v: 1, kids: []Rec[int]{{}}}, {}}}.depth())
	fmt.Println(Fn[int, string](func(i int) string { return fmt.Sprint(i * i) }).Map(1, 2, 3))
	fmt.Println(Compose(func(i int) string { return fmt.Sprint(i) }, func(s string) int { return len(s) })(12345))
	fmt.Println(Must(fmt.Sscan("7", &x)), x, Reduce([]string{"a", "bb"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Println(Count[int](), Count[string](), Count[Pair[int, []string]](), counter)
	sb := SortBy[string, int]{[]string{"ccc", "a", "bb"}, func(s string) int { return len(s) }}
	sort.Sort(sb)
	fmt.Println(sb.s)
	ch := make(chan int, 2)
	chans(ch, 1)
	chans((chan<- int)(ch), 2)
	fmt.Println(<-ch, <-ch, call(strings.ToUpper, "up"), call(Fn[int, int](func(i int) int { return -i }), 4))
	fmt.Println(arr([3]int{1, 2, 3}))
	fmt.Println(parr(&[3]string{}), fld(struct{ X bool }{true}))
	fmt.Println(cap2([]int{1, 2, 3}))
	m := map[string]int{"a": 1}
	clr[map[string]int, string, int](m)
	fmt.Println(len(m), string(app([]byte("a"), "bc")), shl(int8(100)), neg(uint8(3)), neg(int8(-128)), conv[int8, uint32](-1), conv[uint8, int16](255))
	fmt.Println(str('é'), str([]byte("b")), str("s"))
}

type MyInt2 int64
