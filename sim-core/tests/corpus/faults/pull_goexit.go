package main

import (
	"fmt"
	"iter"
	"runtime"
)

func main() {
	next, _ := iter.Pull(func(yield func(int) bool) {
		defer fmt.Println("defer seq")
		yield(1)
		runtime.Goexit()
	})
	defer fmt.Println("main defer")
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println("not")
}
