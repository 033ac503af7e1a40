// A function gets a part of a slice, changes it and appends to it.
package main

import "fmt"

func work(part []int) {
	part[0] = 99
	part = append(part, 100)
	fmt.Println("part", part)
}

func main() {
	parent := []int{1, 2, 3, 4}
	work(parent[1:3])
	fmt.Println("parent", parent)
}
