// The function stores into its parameter.
package main

import "fmt"

func store(s []int) { s[0] = 99 }

func main() {
	s := []int{1, 2}
	store(s)
	fmt.Println(s)
}
