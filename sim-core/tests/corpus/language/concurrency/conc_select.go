package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan int, 1), make(chan string, 1)
	var nilchan chan int
	select {
	case v := <-a:
		fmt.Println("a", v)
	case v := <-nilchan:
		fmt.Println("nil", v)
	default:
		fmt.Println("default")
	}
	a <- 1
	select {
	case v, ok := <-a:
		fmt.Println("a", v, ok)
	case v := <-b:
		fmt.Println("b", v)
	}
	select {
	case b <- "x":
		fmt.Println("sent")
	case nilchan <- 1:
		fmt.Println("never")
	}
	fmt.Println(<-b)
	close(a)
	for i := 0; i < 2; i++ {
		select {
		case v, ok := <-a:
			fmt.Println("closed", v, ok)
		}
	}
	done := make(chan bool)
	tick := make(chan int)
	go func() {
		for i := 0; i < 3; i++ {
			tick <- i
		}
		close(done)
	}()
loop:
	for {
		select {
		case v := <-tick:
			fmt.Println("tick", v)
		case <-done:
			fmt.Println("done")
			break loop
		}
	}
	timeout := time.After(50 * time.Millisecond)
	never := make(chan int)
	select {
	case <-never:
	case <-timeout:
		fmt.Println("timeout")
	}
	// Evaluation order: channels and values of all cases, once, in source order.
	f := func(s string, c chan int) chan int { fmt.Println("eval", s); return c }
	g := func(v int) int { fmt.Println("value", v); return v }
	c1, c2 := make(chan int), make(chan int, 1)
	select {
	case f("one", c1) <- g(1):
	case f("two", c2) <- g(2):
		fmt.Println("two")
	}
	var arr [2]int
	i := 0
	c2 <- 7
	select {
	case arr[f2(&i)] = <-c2:
		fmt.Println(arr, arr2, i, len(c2))
	case <-c1:
	}
}

var arr2 bool

func f2(i *int) int { *i++; fmt.Println("index"); return *i }
