// The function appends to its parameter.
package main

import "fmt"

func add(s []int) { s = append(s, 3) }

func main() {
	s := []int{1, 2}
	add(s)
	fmt.Println(s)
}
