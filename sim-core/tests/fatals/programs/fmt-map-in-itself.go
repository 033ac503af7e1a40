package main

import "fmt"

func main() {
	m := map[string]any{}
	m["a"] = m
	fmt.Printf("%d %+v", 1, m)
}
