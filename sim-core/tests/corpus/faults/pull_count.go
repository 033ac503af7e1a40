package main

import (
	"fmt"
	"iter"
	"runtime"
)

func main() {
	next, stop := iter.Pull(func(yield func(int) bool) {
		fmt.Println(runtime.NumGoroutine())
		yield(1)
	})
	fmt.Println(runtime.NumGoroutine())
	next()
	fmt.Println(runtime.NumGoroutine())
	stop()
	fmt.Println(runtime.NumGoroutine())
	_, stop = iter.Pull(func(yield func(int) bool) { fmt.Println("never") })
	fmt.Println(runtime.NumGoroutine())
	stop()
	fmt.Println(runtime.NumGoroutine())
	next, stop = iter.Pull(func(yield func(int) bool) {
		go func() {
			yield(1)
		}()
		select {}
	})
	next()
}
