// A map grows while another goroutine looks for a key; a lock for readers and
// writers keeps them apart.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := make(map[int]int, 26)
	for i := 1; i <= 26; i++ {
		m[i] = i * i
	}
	var mu sync.RWMutex
	done := make(chan bool)
	go func() {
		mu.RLock()
		v, ok := m[5]
		mu.RUnlock()
		fmt.Println(v, ok)
		done <- true
	}()
	mu.Lock()
	m[27] = 27 * 27
	mu.Unlock()
	<-done
}
