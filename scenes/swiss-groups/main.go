// A map of one group becomes a table at its ninth key. Keys that are deleted
// from a full group leave tombstones, and a new key takes the place of one.
package main

import "fmt"

func main() {
	m := make(map[int]int)
	for i := 1; i <= 14; i++ {
		m[i] = i * i
	}
	for i := 1; i <= 5; i++ {
		delete(m, i)
	}
	for i := 15; i <= 24; i++ {
		m[i] = i * i
	}
	fmt.Println(len(m), m[1], m[24])
}
