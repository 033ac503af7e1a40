// Two goroutines count in one map entry: read, add and write are one critical
// section.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := map[string]int{"hits": 0}
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			mu.Lock()
			m["hits"]++
			mu.Unlock()
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(m["hits"])
}
