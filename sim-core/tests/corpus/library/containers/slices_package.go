package main

import (
	"fmt"
	"slices"
	"strings"
)

func main() {
	s := []int{1, 2, 3, 4, 5}
	fmt.Println(slices.Index(s, 3), slices.Contains(s, 9), slices.IndexFunc(s, func(x int) bool { return x > 3 }), slices.ContainsFunc(s, func(x int) bool { return x < 0 }))
	s = slices.Insert(s, 2, 10, 11)
	fmt.Println(s)
	s = slices.Delete(s, 1, 3)
	fmt.Println(s, len(s))
	s = slices.Replace(s, 0, 2, 7, 8, 9)
	fmt.Println(s)
	slices.Reverse(s)
	fmt.Println(s, slices.Compact([]int{1, 1, 2, 2, 1}), slices.Equal(s, slices.Clone(s)))
	s = slices.DeleteFunc(s, func(x int) bool { return x%2 == 0 })
	fmt.Println(s, slices.Compare([]int{1, 2}, []int{1, 3}), slices.Concat([]int{1}, nil, []int{2, 3}))
	fmt.Println(slices.Repeat([]string{"a", "b"}, 2), slices.Grow([]int{1}, 10)[0], cap(slices.Clip(make([]int, 2, 10))))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, " ")
	}
	fmt.Println()
	for i, x := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, x, " ")
	}
	fmt.Println(slices.Collect(slices.Values(s)), slices.Sorted(slices.Values([]int{3, 1, 2})))
	fmt.Println(slices.CompactFunc([]string{"a", "A", "b"}, strings.EqualFold), slices.EqualFunc([]int{1}, []string{"1"}, func(a int, b string) bool { return fmt.Sprint(a) == b }))
	try := func(f func()) {
		defer func() { fmt.Println(recover()) }()
		f()
	}
	try(func() { slices.Insert([]int{1}, 5, 2) })
	try(func() { slices.Delete([]int{1, 2}, 1, 5) })
	try(func() { slices.Grow([]int{}, -1) })
	try(func() { slices.Chunk([]int{}, 0) })
	try(func() { slices.Repeat([]int{1}, -1) })
	d := []*int{new(int), new(int), new(int)}
	d2 := slices.Delete(d, 0, 1)
	fmt.Println(len(d2), d[2] == nil)
}
