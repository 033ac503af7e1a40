package main

import "iter"

func seq(yield func(int) bool) {
	yield(1)
	panic("in seq")
}

func main() {
	next, stop := iter.Pull(seq)
	defer stop()
	next()
	next()
}
