package main

import "iter"

func main() {
	ch := make(chan int)
	next, stop := iter.Pull(func(yield func(int) bool) {
		yield(1)
		<-ch
	})
	defer stop()
	next()
	next()
}
