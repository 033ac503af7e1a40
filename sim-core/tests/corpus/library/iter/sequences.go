package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("cleanup")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b []B) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		for x := range a {
			if len(b) == 0 || !yield(x, b[0]) {
				return
			}
			b = b[1:]
		}
	}
}

func main() {
	for a, b := range zip(count(5), []string{"x", "y"}) {
		fmt.Println(a, b)
	}
	fmt.Println(slices.Sorted(maps.Keys(map[string]int{"b": 1, "a": 2})))
	fmt.Println(slices.Collect(count(2)))
}
