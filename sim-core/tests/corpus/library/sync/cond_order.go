package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			c.Wait()
			fmt.Println("woken", i)
			mu.Unlock()
		}()
		time.Sleep(10 * time.Millisecond)
	}
	c.Signal()
	time.Sleep(10 * time.Millisecond)
	mu.Lock()
	c.Signal()
	fmt.Println("holding")
	mu.Unlock()
	time.Sleep(10 * time.Millisecond)
	c.Signal()
	time.Sleep(10 * time.Millisecond)
	c.Broadcast()
	wg.Wait()
	c.Signal()
}
