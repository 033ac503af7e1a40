// Two goroutines count in one map entry.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := map[string]int{"hits": 0}
	var wg sync.WaitGroup
	wg.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			m["hits"]++
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(m["hits"])
}
