package main

import "fmt"

var table = build()

func build() map[string]int {
	return map[string]int{"a": len(lookup("a"))}
}

func lookup(s string) []int {
	var p *struct{ xs []int }
	return p.xs
}

func init() { fmt.Println("never") }

func main() { fmt.Println(table) }
