// A table takes 1024 slots at most, 896 of them filled. The 897th key splits it.
package main

import "fmt"

func main() {
	m := make(map[int]int, 896)
	for i := 1; i <= 897; i++ {
		m[i] = i
	}
	fmt.Println(len(m), m[1], m[897])
}
