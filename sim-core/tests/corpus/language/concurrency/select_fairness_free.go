package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := make(chan int), make(chan string)
	quit := make(chan struct{})
	go func() {
		for i := range 3 {
			a <- i
		}
		b <- "done"
		close(quit)
	}()
	for running := true; running; {
		select {
		case x := <-a:
			fmt.Println("a", x)
		case s, ok := <-b:
			fmt.Println("b", s, ok)
		case <-quit:
			running = false
		}
	}
	timeout := time.After(5 * time.Millisecond)
	select {
	case <-timeout:
		fmt.Println("timeout")
	case <-a:
	}
	var arr [2]chan int
	arr[1] = make(chan int, 1)
	idx := func(i int) int { fmt.Println("idx", i); return i }
	val := func(v int) int { fmt.Println("val", v); return v }
	select {
	case arr[idx(1)] <- val(5):
		fmt.Println("sent")
	case arr[idx(0)] <- val(6):
		fmt.Println("never")
	}
	m := map[string]int{}
	select {
	case m["got"] = <-arr[1]:
	}
	fmt.Println(m)
loop:
	for i := 0; ; i++ {
		select {
		default:
			if i == 2 {
				break loop
			}
			continue loop
		}
	}
	fmt.Println("end")
}
