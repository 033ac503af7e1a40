package main

import (
	"fmt"
	"maps"
	"slices"
)

func main() {
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	c := maps.Clone(m)
	c["d"] = 4
	fmt.Println(len(m), len(c), maps.Equal(m, c), maps.Clone[map[int]int](nil) == nil)
	maps.DeleteFunc(c, func(k string, v int) bool { return v%2 == 0 })
	fmt.Println(c)
	maps.Copy(m, map[string]int{"z": 26, "a": 100})
	fmt.Println(m)
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
	fmt.Println(maps.Collect(slices.All([]string{"x", "y"})))
	maps.Insert(m, maps.All(map[string]int{"q": 5}))
	fmt.Println(len(m), m["q"])
	fmt.Println(maps.EqualFunc(map[int]string{1: "a"}, map[int]string{1: "A"}, func(a, b string) bool { return len(a) == len(b) }))
	n := 0
	for k, v := range maps.All(m) {
		if m[k] != v {
			fmt.Println("wrong")
		}
		if n++; n == 2 {
			break
		}
	}
	fmt.Println(n)
}
