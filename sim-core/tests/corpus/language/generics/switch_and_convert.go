package main

import "fmt"

type Int interface{ ~int8 | ~int64 | ~uint8 }

func Conv[T, U Int](x T) U { return U(x) }

func Kind[T any](x T) string {
	switch v := any(x).(type) {
	case int:
		return fmt.Sprint("int", v+1)
	case []T:
		return "slice of T"
	case fmt.Stringer:
		return v.String()
	case error:
		return v.Error()
	}
	var z T
	return fmt.Sprintf("%T", z)
}

func Bytes[T ~string | ~[]byte](x T) (n int) {
	for i := 0; i < len(x); i++ {
		n += int(x[i])
	}
	return n + len(string(x))
}

func Equal[T comparable](a, b T) bool { return a == b }

func Len[T ~[]E | ~map[int]E, E any](x T) int { return len(x) }

type S string

func (s S) String() string { return "S:" + string(s) }

type Cell[T any] struct{ v T }

func (c *Cell[T]) Update(f func(T) T) *Cell[T] { c.v = f(c.v); return c }

func Rec[T any](n int, x T) string {
	if n == 0 {
		return fmt.Sprintf("%T", x)
	}
	return Rec(n-1, x)
}

func main() {
	fmt.Println(Conv[int64, int8](300), Conv[int8, uint8](-1), Conv[uint8, int64](200))
	fmt.Println(Kind(1), Kind("s"), Kind(S("x")), Kind(fmt.Errorf("e")), Kind([]int{}), Kind[any](nil), Kind[any](3))
	fmt.Println(Bytes("ab"), Bytes([]byte{1, 2}), Bytes(S("z")))
	fmt.Println(Equal(1, 1), Equal[any](1, 1.0), Equal([2]string{"a"}, [2]string{"a"}), Equal[error](nil, nil))
	fmt.Println(Len[[]int, int]([]int{1}), Len[map[int]string, string](nil))
	fmt.Println((&Cell[string]{"a"}).Update(func(s string) string { return s + s }).v, Rec(3, map[S][]int{}))
	func() {
		defer func() { fmt.Println(recover()) }()
		Equal[any]([]int{}, []int{})
	}()
}
