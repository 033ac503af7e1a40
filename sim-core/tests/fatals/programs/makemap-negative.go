package main

import "fmt"

var minus = -1

func main() {
	m := make(map[int]int, minus)
	m[1] = 1
	fmt.Println("no panic", len(m))
}
