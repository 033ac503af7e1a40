// The first key that the loop meets deletes the others.
package main

import "fmt"

func main() {
	m := map[int]bool{1: true, 2: true, 3: true}
	met := 0
	for key := range m {
		met++
		for other := 1; other <= 3; other++ {
			if other != key {
				delete(m, other)
			}
		}
	}
	fmt.Println(met)
}
