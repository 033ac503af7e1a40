// The third index leaves no room, so that each append gets an array of its own.
package main

import "fmt"

func main() {
	roomy := make([]int, 2, 4)
	c := append(roomy[:2:2], 3)
	d := append(roomy[:2:2], 4)
	fmt.Println(c, d)
}
