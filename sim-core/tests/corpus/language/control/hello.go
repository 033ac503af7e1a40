package main

import "fmt"

func main() {
	fmt.Println("hello", 1, true, 2.5, 'x', "wörld")
}
