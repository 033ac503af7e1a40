// Two appends to the same full slice.
package main

import "fmt"

func main() {
	full := []int{1, 2}
	a := append(full, 3)
	b := append(full, 4)
	fmt.Println(a, b)
}
