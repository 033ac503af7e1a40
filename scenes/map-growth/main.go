// A map with 4 buckets takes 26 entries. The 27th makes it grow.
package main

import "fmt"

func main() {
	m := make(map[int]int, 26)
	for i := 1; i <= 30; i++ {
		m[i] = i * i
	}
	fmt.Println(len(m), m[1], m[30])
}
