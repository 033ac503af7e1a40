package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		fmt.Println("got", r)
		panic(fmt.Sprintf("again %v", r))
	}()
	defer func() {
		panic("second")
	}()
	panic("first")
}
