package main

import "fmt"

type T struct{ a, b int }

func (t *T) Sum() int { return t.a + t.b }

func main() {
	var t *T
	fmt.Println("before")
	defer fmt.Println("deferred runs")
	fmt.Println(t.Sum())
}
