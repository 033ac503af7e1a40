package main

import "fmt"

func f() {
	defer fmt.Println("last")
	defer recover()
	panic("not caught by defer recover()")
}

func main() {
	f()
	fmt.Println("after")
}
