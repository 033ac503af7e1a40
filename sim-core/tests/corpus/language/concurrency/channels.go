package main

import "fmt"

func producer(n int, out chan<- int) {
	for i := 0; i < n; i++ {
		out <- i
	}
	close(out)
}

func worker(in <-chan int, out chan<- int, done chan<- bool) {
	for v := range in {
		out <- v * v
	}
	done <- true
}

func main() {
	c := make(chan int)
	go producer(5, c)
	for v := range c {
		fmt.Print(v, " ")
	}
	fmt.Println()
	v, ok := <-c
	fmt.Println(v, ok)
	b := make(chan string, 2)
	b <- "a"
	b <- "b"
	fmt.Println(len(b), cap(b), <-b, <-b, len(b))
	in, out, done := make(chan int), make(chan int, 100), make(chan bool)
	for i := 0; i < 3; i++ {
		go worker(in, out, done)
	}
	for i := 1; i <= 10; i++ {
		in <- i
	}
	close(in)
	for i := 0; i < 3; i++ {
		<-done
	}
	close(out)
	sum := 0
	for v := range out {
		sum += v
	}
	fmt.Println(sum)
	select {
	case v := <-b:
		fmt.Println("got", v)
	default:
		fmt.Println("empty")
	}
	b <- "x"
	select {
	case v, ok := <-b:
		fmt.Println("got", v, ok)
	default:
		fmt.Println("empty")
	}
	var nilc chan int
	select {
	case nilc <- 1:
	case <-nilc:
	default:
		fmt.Println("nil channels never ready")
	}
	quit := make(chan struct{})
	data := make(chan [2]int)
	go func() {
		for i := 0; i < 3; i++ {
			data <- [2]int{i, i * i}
		}
		close(quit)
	}()
	n := 0
loop:
	for {
		select {
		case d := <-data:
			n += d[0] + d[1]
		case <-quit:
			break loop
		}
	}
	fmt.Println(n)
	errs := make(chan error, 1)
	errs <- nil
	fmt.Println(<-errs == nil)
	cc := make(chan chan int, 1)
	inner := make(chan int, 1)
	cc <- inner
	inner <- 42
	fmt.Println(<-<-cc)
	type msg struct {
		s string
		n int
	}
	mc := make(chan msg, 1)
	mc <- msg{"hi", 3}
	m := <-mc
	fmt.Println(m, m.s)
	var arr [2]int
	ic := make(chan int, 2)
	ic <- 5
	ic <- 6
	arr[1] = <-ic
	select {
	case arr[0] = <-ic:
	}
	fmt.Println(arr)
	select {
	case ic <- arr[0] + 1:
		fmt.Println("sent", <-ic)
	}
}
