package main

import "fmt"

func a() {
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Sprintf("a: %v", r))
		}
	}()
	b()
}
func b() {
	defer func() {
		r := recover()
		defer func() {
			panic(r)
		}()
	}()
	panic("b")
}
func main() {
	a()
}
