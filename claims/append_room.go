// The slice's array has room behind its length.
package main

import "fmt"

func main() {
	array := []int{1, 2, 3}
	part := array[:2]
	_ = append(part, 99)
	fmt.Println(array)
}
