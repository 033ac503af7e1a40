// clear empties a map.
package main

import "fmt"

func main() {
	m := map[int]int{1: 1, 2: 2}
	clear(m)
	fmt.Println(len(m))
}
