// Two goroutines write to one map, one at a time.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := make(map[string]int)
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		mu.Lock()
		m["a"] = 1
		mu.Unlock()
		wg.Done()
	}()
	go func() {
		mu.Lock()
		m["b"] = 2
		mu.Unlock()
		wg.Done()
	}()
	wg.Wait()
	fmt.Println(len(m), m["a"], m["b"])
}
