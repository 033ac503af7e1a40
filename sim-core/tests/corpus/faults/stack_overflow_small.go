package main

import "fmt"

func f(n int) int {
	if n == 0 {
		var m map[string]int
		m["x"] = 1
	}
	return f(n-1) + 1
}

func main() {
	defer func() {
		fmt.Println(recover())
		var p *int
		*p = 1
	}()
	f(50)
}
