package main

import "fmt"

var missing map[string]int

func main() {
	delete(missing, "a")
	fmt.Println("no panic", missing["a"], len(missing))
}
