// The same two appends, to a full slice and to one with room left.
package main

import "fmt"

func main() {
	full := []int{1, 2}
	a := append(full, 3)
	b := append(full, 4)
	fmt.Println(a, b)

	roomy := make([]int, 2, 4)
	c := append(roomy, 3)
	d := append(roomy, 4)
	fmt.Println(c, d)
}
