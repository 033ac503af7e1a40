package main

import "iter"

func main() {
	next, stop := iter.Pull(func(yield func(int) bool) {
		yield(1)
	})
	_ = stop
	next()
	select {}
}
