package main

import "fmt"

func try(name string, f func()) {
	defer func() { r := recover(); fmt.Println(name, r); if e, ok := r.(error); ok { fmt.Printf("%T %v\n", e, e) } }()
	f()
}

func main() {
	try("continue after false", func() {
		for i := range func(yield func(int) bool) { yield(1); yield(2) } {
			fmt.Println(i)
			break
		}
	})
	var saved func(int) bool
	try("after exit", func() {
		for i := range func(yield func(int) bool) { saved = yield; yield(1) } {
			fmt.Println(i)
		}
		saved(3)
	})
	try("panic swallowed", func() {
		for i := range func(yield func(int) bool) {
			func() {
				defer func() { fmt.Println("swallow", recover()) }()
				yield(1)
			}()
		} {
			fmt.Println(i)
			panic("p")
		}
		fmt.Println("not reached?")
	})
	try("call after panic", func() {
		for i := range func(yield func(int) bool) {
			func() {
				defer func() { fmt.Println("swallow", recover()) }()
				yield(1)
			}()
			yield(2)
		} {
			fmt.Println(i)
			panic("p")
		}
	})
	try("nil", func() {
		var f func(func(int) bool)
		for i := range f { fmt.Println(i) }
	})
	try("nested", func() {
		for i := range func(yield func(int) bool) { saved = yield; yield(1) } {
			fmt.Println(i)
			saved(5)
		}
	})
	try("return then continue", func() {
		f := func() int {
			for i := range func(yield func(int) bool) { yield(1); yield(2) } {
				return i
			}
			return 9
		}
		fmt.Println(f())
	})
	try("goexit-like", func() {
		for range func(yield func() bool) { panic("iter") } {
		}
	})
}
