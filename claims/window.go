// A window on a slice.
package main

import "fmt"

func main() {
	a := []int{1, 2, 3, 4}
	w := a[1:3]
	w[0] = 99
	fmt.Println(a, len(w), cap(w))
}
