// A table is split while another goroutine looks for a key; a lock for readers
// and writers keeps them apart.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := make(map[int]int, 896)
	for i := 1; i <= 896; i++ {
		m[i] = i
	}
	var mu sync.RWMutex
	done := make(chan bool)
	go func() {
		mu.RLock()
		v, ok := m[548]
		mu.RUnlock()
		fmt.Println(v, ok)
		done <- true
	}()
	mu.Lock()
	m[897] = 897
	mu.Unlock()
	<-done
}
