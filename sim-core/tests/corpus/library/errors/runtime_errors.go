package main

import (
	"fmt"
	"runtime"
	"strings"
)

func try(f func()) {
	defer func() {
		r := recover()
		err, ok := r.(error)
		_, re := r.(runtime.Error)
		fmt.Println(r, ok, re)
		if ok {
			fmt.Println(err.Error())
		}
		fmt.Printf("%v|%s|%q\n", r, r, r)
	}()
	f()
}

type I interface{ M() }

func main() {
	var a []int
	var m map[string]int
	var p *int
	var i any = "x"
	var n I
	z := 0
	try(func() { _ = a[3] })
	try(func() { m["a"] = 1 })
	try(func() { _ = *p })
	try(func() { _ = i.(int) })
	try(func() { _ = i.(I) })
	try(func() { n.M() })
	try(func() { _ = 1 / z })
	try(func() { _ = a[1:] })
	try(func() { panic("x") })
	try(func() { panic(fmt.Errorf("e %d", 1)) })
	try(func() { strings.Repeat("x", -1) })
	try(func() { var c chan int; close(c) })
	try(func() { c := make(chan int); close(c); close(c) })
	try(func() { c := make(chan int); close(c); c <- 1 })
	try(func() { _ = make([]int, z-1) })
	try(func() { var x, y any = []int{}, []int{}; _ = x == y })
	try(func() { m := map[any]int{}; m[[]int{}] = 1 })
	try(func() { s := make([]int, 2); _ = [4]int(s) })
}
