package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
)

type custom struct{ code int }

func (c *custom) Error() string { return fmt.Sprintf("custom %d", c.code) }

func try(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(runtime.Error); ok {
			fmt.Printf("%s: runtime error %T %q\n", name, e, e.Error())
			return
		}
		if e, ok := r.(error); ok {
			var c *custom
			fmt.Printf("%s: error %v as=%v\n", name, e, errors.As(e, &c))
			return
		}
		fmt.Printf("%s: %T %v\n", name, r, r)
	}()
	f()
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("got %v after n=%d", r, n)
			n = -1
		}
	}()
	n = 5
	panic("x")
}

func multi() (s string) {
	for i := 0; i < 3; i++ {
		defer func() { s += fmt.Sprint(i) }()
	}
	return "r"
}

type closer struct{ name string }

func (c closer) Close()   { fmt.Println("close", c.name) }
func (c *closer) Rename() { c.name = "renamed" }

func methods() {
	c := closer{"one"}
	defer c.Close()
	defer c.Rename()
	f := c.Close
	c.name = "two"
	defer f()
	defer fmt.Println("args", c.name)
}

func loopRecover() (out []string) {
	for i := 0; i < 3; i++ {
		func() {
			defer func() {
				if r := recover(); r != nil {
					out = append(out, fmt.Sprint(r))
				}
			}()
			if i == 1 {
				var p *closer
				_ = p.name
			}
			panic(i)
		}()
	}
	return
}

func goexit() string {
	ch := make(chan string, 4)
	go func() {
		defer func() { ch <- fmt.Sprint("end ", recover()) }()
		defer func() {
			defer func() { ch <- fmt.Sprint("inner ", recover()) }()
			panic("during exit")
		}()
		runtime.Goexit()
	}()
	return strings.Join([]string{<-ch, <-ch}, ", ")
}

func main() {
	try("nil map", func() { var m map[int]int; m[0]++ })
	try("index", func() { s := []int{1}; i := 3; s[i] = 1 })
	try("slice", func() { s := []int{1}; i := 3; _ = s[i:] })
	try("nil func", func() { var f func(); f() })
	try("divide", func() { z := 0; fmt.Println(1 / z) })
	try("assert", func() { var x any = 3; _ = x.(string) })
	try("assert iface", func() { var x any = 3; _ = x.(fmt.Stringer) })
	try("closed", func() { c := make(chan int); close(c); close(c) })
	try("custom", func() { panic(&custom{7}) })
	try("wrapped", func() { panic(fmt.Errorf("w: %w", &custom{8})) })
	try("string", func() { panic("plain") })
	try("none", func() {})
	try("nil", func() { panic(nil) })
	try("unhashable", func() { m := map[any]int{}; m[[]int{}] = 1 })
	try("array index", func() { var a [4]int; i := -1; a[i] = 2 })
	try("conversion", func() { s := []int{1, 2}; _ = [3]int(s) })
	try("nested", func() {
		defer func() { panic(fmt.Sprint("second after ", recover())) }()
		panic("first")
	})
	try("deep", func() {
		defer func() {
			defer func() { fmt.Println("  inner", recover()) }()
		}()
		panic("kept")
	})
	fmt.Println(named())
	fmt.Println(multi())
	methods()
	fmt.Println(loopRecover())
	fmt.Println(goexit())
	defer os.Exit(3)
	defer fmt.Println("before exit")
	panic("never shown")
}
