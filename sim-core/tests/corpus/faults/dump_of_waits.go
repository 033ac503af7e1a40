package main

import (
	"sync"
	"time"
)

func main() {
	var mu sync.RWMutex
	var wg sync.WaitGroup
	c := sync.NewCond(&sync.Mutex{})
	ch := make(chan int)
	mu.RLock()
	go func() { mu.Lock() }()
	go func() { time.Sleep(time.Millisecond); mu.RLock() }()
	go func() { c.L.Lock(); c.Wait() }()
	go func() { ch <- 1 }()
	go func() {
		select {
		case ch <- 2:
		case v := <-make(chan int):
			_ = v
		}
	}()
	go func() { var n chan int; <-n }()
	go func() { select {} }()
	wg.Add(1)
	time.Sleep(20 * time.Millisecond)
	wg.Wait()
}
