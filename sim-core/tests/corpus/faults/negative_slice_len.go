package main

import "fmt"

func main() {
	n := -5
	defer func() {
		fmt.Println(recover())
		_ = make([]int, 2, n+6)
	}()
	_ = make([]byte, n)
}
