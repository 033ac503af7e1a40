package main

import (
	"fmt"
	"sync"
)

// A pipeline of stages, fan-out and fan-in; the sums do not depend on the order.
func gen(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int, 2)
	go func() {
		defer close(out)
		for v := range in {
			out <- v * v
		}
	}()
	return out
}

func merge(cs ...<-chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	for _, c := range cs {
		wg.Add(1)
		go func(c <-chan int) {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}(c)
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	in := gen(20)
	sum, count := 0, 0
	for v := range merge(square(in), square(in), square(in)) {
		sum += v
		count++
	}
	fmt.Println(sum, count)

	// A semaphore of two, and the highest number inside at once.
	sem := make(chan struct{}, 2)
	var mu sync.Mutex
	inside, most := 0, 0
	var wg sync.WaitGroup
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			mu.Lock()
			inside++
			if inside > most {
				most = inside
			}
			mu.Unlock()
			mu.Lock()
			inside--
			mu.Unlock()
			<-sem
		}()
	}
	wg.Wait()
	fmt.Println(inside, most <= 2, len(sem), cap(sem))

	// Values of many words through channels, and channels of channels.
	type packet struct {
		name string
		data [3]int
		back chan string
	}
	req := make(chan packet)
	go func() {
		for p := range req {
			p.back <- fmt.Sprint(p.name, p.data)
		}
	}()
	back := make(chan string)
	for i := 0; i < 3; i++ {
		req <- packet{fmt.Sprint("p", i), [3]int{i, i * 2, i * 3}, back}
		fmt.Println(<-back)
	}
	close(req)
}
