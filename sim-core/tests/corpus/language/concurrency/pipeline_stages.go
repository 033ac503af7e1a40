package main

import (
	"fmt"
	"sync"
)

func gen(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			out <- i
		}
	}()
	return out
}

func sq(in <-chan int) <-chan int {
	out := make(chan int, 2)
	go func() {
		defer close(out)
		for x := range in {
			out <- x * x
		}
	}()
	return out
}

func merge(cs ...<-chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	for _, c := range cs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for x := range c {
				out <- x
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}

func filter(in <-chan int, p int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for x := range in {
			if x%p != 0 {
				out <- x
			}
		}
	}()
	return out
}

func main() {
	for x := range sq(sq(gen(4))) {
		fmt.Print(x, " ")
	}
	fmt.Println()
	sum := 0
	for x := range merge(gen(5), sq(gen(5)), gen(0)) {
		sum += x
	}
	fmt.Println(sum)
	nums := make(chan int)
	go func() {
		for i := 2; i < 40; i++ {
			nums <- i
		}
		close(nums)
	}()
	var c <-chan int = nums
	for {
		p, ok := <-c
		if !ok {
			break
		}
		fmt.Print(p, " ")
		c = filter(c, p)
	}
	fmt.Println()
	done := make(chan struct{})
	res := make(chan int)
	for i := range 3 {
		go func() {
			select {
			case res <- i * i:
			case <-done:
			}
		}()
	}
	a := <-res
	close(done)
	fmt.Println(a == 0 || a == 1 || a == 4)
}
