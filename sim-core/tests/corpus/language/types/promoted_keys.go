// go 1.27
package main

import "fmt"

type A struct{ x, y int }
type B struct {
	A
	z int
}

func main() {
	b := B{x: 1, z: 3}
	fmt.Println(b)
	b2 := B{x: 1, y: 2, z: 3}
	fmt.Println(b2, &b2)
}
