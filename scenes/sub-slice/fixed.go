// The function gets a copy of the part.
package main

import "fmt"

func work(part []int) {
	part[0] = 99
	part = append(part, 100)
	fmt.Println("part", part)
}

func main() {
	parent := []int{1, 2, 3, 4}
	work(append([]int(nil), parent[1:3]...))
	fmt.Println("parent", parent)
}
