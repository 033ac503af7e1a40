package main

import "fmt"

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		}
	}()
	f()
}

func main() {
	c := make(chan int, 3)
	c <- 1
	c <- 2
	fmt.Println(len(c), cap(c))
	close(c)
	x, ok := <-c
	fmt.Println(x, ok)
	fmt.Println(<-c, len(c))
	x, ok = <-c
	fmt.Println(x, ok)
	for range c {
		fmt.Println("never")
	}
	try("send on closed", func() { c <- 1 })
	try("close closed", func() { close(c) })
	var n chan int
	try("close nil", func() { close(n) })
	fmt.Println(len(n), cap(n), n == nil)
	select {
	case v := <-n:
		fmt.Println(v)
	case n <- 1:
	default:
		fmt.Println("nil channels are never ready")
	}
	select {
	case v, ok := <-c:
		fmt.Println("closed is ready", v, ok)
	default:
		fmt.Println("no")
	}
	try("select send closed", func() {
		select {
		case c <- 1:
		default:
		}
	})
	cc := make(chan chan string, 1)
	reply := make(chan string)
	go func() { r := <-cc; r <- "pong" }()
	cc <- reply
	fmt.Println(<-reply)
	var ro <-chan int = c
	var so chan<- int = make(chan int, 1)
	so <- 5
	fmt.Printf("%T %T %d\n", ro, so, len(so))
	type T struct{ a [3]int }
	tc := make(chan T, 1)
	t := T{[3]int{1}}
	tc <- t
	t.a[0] = 9
	fmt.Println((<-tc).a[0])
	try("make", func() { _ = make(chan int, len(c)-1) })
	m := map[chan int]int{c: 1}
	fmt.Println(m[c], m[make(chan int)])
}
