package main

import (
	"fmt"
	"strconv"
)

func Map[T, U any](s []T, f func(T) U) []U {
	out := make([]U, 0, len(s))
	for _, x := range s {
		out = append(out, f(x))
	}
	return out
}

func Reduce[T, A any](s []T, a A, f func(A, T) A) A {
	for _, x := range s {
		a = f(a, x)
	}
	return a
}

func Filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, x := range s {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

func Apply[T any](x T, fs ...func(T) T) T {
	for _, f := range fs {
		x = f(x)
	}
	return x
}

func double[T ~int | ~float64](x T) T { return x * 2 }

type IDs []int

func Chan[T any](xs ...T) <-chan T {
	c := make(chan T, len(xs))
	for _, x := range xs {
		c <- x
	}
	close(c)
	return c
}

func Collect[T any](c <-chan T) (out []T) {
	for x := range c {
		out = append(out, x)
	}
	return
}

func main() {
	fmt.Println(Map([]int{1, 2, 3}, strconv.Itoa), Map([]string{"a", "bb"}, func(s string) int { return len(s) }))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, x int) string { return a + strconv.Itoa(x) }))
	ids := Filter(IDs{1, 2, 3, 4}, func(n int) bool { return n%2 == 0 })
	fmt.Printf("%v %T\n", ids, ids)
	f := Compose(strconv.Itoa, func(s string) []byte { return []byte(s) })
	fmt.Println(f(65))
	fmt.Println(Apply(3, double, double[int]), Apply(1.5, double))
	var g func(int) int = double
	fmt.Println(g(21))
	fmt.Println(Collect(Chan("x", "y")), len(Collect(Chan[int]())))
	fmt.Println(Map(Map([]float64{1.5}, double), func(f float64) string { return fmt.Sprintf("%.1f", f) }))
}
