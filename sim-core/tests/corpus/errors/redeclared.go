package main

func f() {}
var f = 1

func main() {
	a := 1
	a := 2
	_ = a
}
