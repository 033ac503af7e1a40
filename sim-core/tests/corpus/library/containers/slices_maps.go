package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}

func main() {
	s := []int{5, 2, 8, 2, 1}
	t := slices.Clone(s)
	slices.Sort(t)
	fmt.Println(t, slices.Contains(s, 8), slices.Index(s, 2), slices.IndexFunc(s, func(x int) bool { return x > 5 }), slices.Max(s), slices.Min(s))
	slices.Reverse(t)
	fmt.Println(t, slices.Equal(s, t), slices.Compare(s, t), slices.IsSorted(t))
	fmt.Println(slices.Compact([]int{1, 1, 2, 2, 1}), slices.Insert([]int{1, 2}, 1, 9, 8), slices.Delete([]int{1, 2, 3, 4}, 1, 3), slices.Replace([]int{1, 2, 3}, 0, 2, 7))
	i, ok := slices.BinarySearch([]string{"a", "c", "e"}, "d")
	fmt.Println(i, ok)
	ps := []person{{"A", 30}, {"B", 20}, {"C", 30}}
	slices.SortFunc(ps, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(ps)
	slices.SortStableFunc(ps, func(a, b person) int { return -cmp.Compare(a.age, b.age) })
	fmt.Println(ps, slices.MaxFunc(ps, func(a, b person) int { return cmp.Compare(a.name, b.name) }))
	fmt.Println(slices.DeleteFunc([]int{1, 2, 3, 4}, func(x int) bool { return x%2 == 0 }), slices.Concat([]int{1}, []int{2, 3}), slices.Repeat([]string{"x"}, 3))
	fmt.Println(len(slices.Grow([]int{1}, 10)), cap(slices.Clip(make([]int, 2, 10))))
	m := map[string]int{"b": 2, "a": 1, "c": 3}
	keys := slices.Sorted(maps.Keys(m))
	vals := slices.Sorted(maps.Values(m))
	fmt.Println(keys, vals, slices.Collect(maps.Keys(map[int]bool{4: true})))
	m2 := maps.Clone(m)
	m2["d"] = 4
	maps.DeleteFunc(m2, func(k string, v int) bool { return v%2 == 1 })
	fmt.Println(m2, maps.Equal(m, m2), len(m))
	maps.Copy(m2, map[string]int{"z": 26})
	fmt.Println(m2)
	for i, v := range slices.Backward([]string{"x", "y"}) {
		fmt.Print(i, v, " ")
	}
	for v := range slices.Values(s) {
		if v == 8 {
			break
		}
		fmt.Print(v, " ")
	}
	for c := range slices.Chunk(s, 2) {
		fmt.Print(c)
	}
	fmt.Println(maps.Collect(slices.All([]string{"p", "q"})))
	fmt.Println(cmp.Compare(1.5, 2), cmp.Less("a", "b"), cmp.Or(0, 3, 5), min(3, 1, 2), max("a", "b"))
	fmt.Println(slices.SortedFunc(maps.Keys(m), func(a, b string) int { return strings.Compare(b, a) }), slices.ContainsFunc(s, func(x int) bool { return x < 0 }))
	fmt.Println(slices.EqualFunc(s, s, func(a, b int) bool { return a == b }))
	defer func() { fmt.Println(recover()) }()
	slices.Max([]int{})
}
