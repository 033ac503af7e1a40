package main

import (
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	mu.Lock()
	go func() {
		time.Sleep(time.Millisecond)
		mu.Lock()
	}()
	time.Sleep(3 * time.Millisecond)
	<-make(chan bool)
}
