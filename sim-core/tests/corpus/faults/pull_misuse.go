package main

import (
	"fmt"
	"iter"
)

func try(f func()) {
	defer func() { fmt.Println("recovered", recover()) }()
	f()
}

func main() {
	var next func() (int, bool)
	var stop func()
	next, stop = iter.Pull(func(yield func(int) bool) {
		try(func() { next() })
		yield(1)
		try(func() { stop() })
		yield(2)
	})
	try(func() { fmt.Println(next()) })
	try(func() { fmt.Println(next()) })
	try(func() { fmt.Println(next()) })
	stop()
	fmt.Println(next())
	n2, s2 := iter.Pull2(func(yield func(int, string) bool) {
		defer func() {
			fmt.Println("rec", recover())
			fmt.Println(yield(3, "c"))
			panic("again")
		}()
		yield(1, "a")
		fmt.Println("more", yield(2, "b"))
		panic("x")
	})
	fmt.Println(n2())
	try(s2)
	fmt.Println(n2())
	s2()
	try(func() { iter.Pull[int](nil) })
	n3, s3 := iter.Pull[int](nil)
	try(func() { n3() })
	try(func() { n3() })
	try(s3)
}
