package main

import "fmt"

func main() {
	m := map[int]int{}
	for i := 0; i < 100; i++ {
		m[i] = i
	}
	seen := 0
	for k := range m {
		seen++
		for j := range m {
			if j != k {
				delete(m, j)
			}
		}
	}
	fmt.Println(seen, len(m))
	for i := 0; i < 100; i++ {
		m[i] = i
	}
	n := 0
	for k := range m {
		delete(m, k)
		n++
	}
	fmt.Println(n, len(m))
	for range m {
		n++
	}
	m[1] = 1
	for k := range m {
		m[k] = 2
		clear(m)
	}
	fmt.Println(n, m)
}
