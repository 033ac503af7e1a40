package main

import (
	"sync"
	"time"
)

func main() {
	var rw sync.RWMutex
	rw.RLock()
	done := make(chan bool)
	go func() {
		rw.Lock()
		rw.Unlock()
		done <- true
	}()
	time.Sleep(10 * time.Millisecond)
	rw.RLock()
	<-done
}
