// Appending to a nil slice.
package main

import "fmt"

func main() {
	var s []int
	s = append(s, 1)
	fmt.Println(s)
}
