// The map grows while the loop is under way.
package main

import "fmt"

func main() {
	m := map[int]bool{}
	for key := 0; key < 8; key++ {
		m[key] = true
	}
	met := map[int]int{}
	for key := range m {
		met[key]++
		m[key+100] = true
		if len(m) > 40 {
			break
		}
	}
	twice := false
	for key := 0; key < 8; key++ {
		if met[key] > 1 {
			twice = true
		}
	}
	fmt.Println(twice)
}
