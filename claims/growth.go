// The capacity after one append to a full slice.
package main

import "fmt"

func grown(n int) int {
	s := make([]int, n)
	s = append(s, 1)
	return cap(s)
}

func main() { fmt.Println(grown(512), grown(1024)) }
