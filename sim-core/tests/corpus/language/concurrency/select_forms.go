package main

import (
	"fmt"
	"time"
)

func val(s string, v int) int { fmt.Print(s, " "); return v }
func chn(s string, c chan int) chan int { fmt.Print(s, " "); return c }

func main() {
	c, d := make(chan int, 1), make(chan int, 1)
	var n chan int
	select {
	case chn("c", c) <- val("v", 1): fmt.Println("sent")
	case x := <-chn("n", n): fmt.Println(x)
	case chn("n2", n) <- val("v2", 2):
	}
	var arr [3]int
	i := 0
	idx := func() int { i++; fmt.Print("idx "); return i }
	select {
	case arr[idx()] = <-c: fmt.Println(arr)
	}
	var ok bool
	close(d)
	select { case arr[idx()], ok = <-d: fmt.Println(arr, ok) }
	select { case v, ok := <-d: fmt.Println(v, ok) }
	select { default: fmt.Println("default only") }
	select { case <-time.After(time.Millisecond): fmt.Println("timeout"); case <-n: }
	m := map[string]int{}
	c <- 5
	select { case m["k"] = <-c: }
	fmt.Println(m)
	func() {
		defer func() { fmt.Println(recover()) }()
		select { case d <- 1: default: }
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		close(d)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		close(n)
	}()
	done := make(chan struct{})
	go func() { defer close(done); for v := range c { fmt.Println("got", v) } }()
	for i := range 3 { c <- i }
	close(c)
	<-done
	var iface chan any = make(chan any, 2)
	iface <- 1
	iface <- "s"
	select { case x := <-iface: switch x.(type) { case int: fmt.Println("int") } }
	var e any
	select { case e = <-iface: fmt.Println(e) }
	tick := time.NewTicker(time.Second)
	cnt := 0
loop:
	for {
		select {
		case <-tick.C:
			cnt++
			if cnt == 3 { break loop }
			continue loop
		}
	}
	fmt.Println(cnt, len(iface), cap(iface), cap(n))
	x, ok2 := <-c
	fmt.Println(x, ok2)
	var ok3 bool
	_, ok3 = <-c
	fmt.Println(ok3, <-c)
}
