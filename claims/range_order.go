// The order of a loop over a map.
package main

import "fmt"

func main() {
	m := map[int]bool{1: true, 2: true, 3: true}
	for key := range m {
		fmt.Print(key, " ")
	}
	fmt.Println()
}
