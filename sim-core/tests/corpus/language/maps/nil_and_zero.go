package main

import "fmt"

func main() {
	var m map[string][]int
	fmt.Println(m == nil, len(m), m["x"] == nil, m)
	for range m {
		fmt.Println("never")
	}
	delete(m, "x")
	clear(m)
	_, ok := m["y"]
	fmt.Println(ok)
	m = map[string][]int{}
	fmt.Println(m == nil, m)
	m["a"] = nil
	_, ok = m["a"]
	fmt.Println(ok, len(m["a"]), append(m["a"], 1))
	big := make(map[int]bool, 1000)
	fmt.Println(len(big))
	n := -3
	fmt.Println(len(make(map[int]int, n)))
	var e map[struct{}]int = map[struct{}]int{}
	e[struct{}{}]++
	e[struct{}{}]++
	fmt.Println(e)
}
