// Eight keys fill the only group of a map. Two goroutines add the ninth, one
// after the other: a lock keeps them apart.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := make(map[int]int)
	for i := 1; i <= 8; i++ {
		m[i] = i * i
	}
	var mu sync.Mutex
	done := make(chan bool)
	go func() {
		mu.Lock()
		m[9] = 81
		mu.Unlock()
		done <- true
	}()
	mu.Lock()
	m[10] = 100
	mu.Unlock()
	<-done
	fmt.Println(len(m), m[9], m[10])
}
