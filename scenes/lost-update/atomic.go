// Two goroutines count in one map entry: the map is only read, and the counter
// that it points to is atomic.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	m := map[string]*atomic.Int64{"hits": new(atomic.Int64)}
	var wg sync.WaitGroup
	wg.Add(2)
	for i := 0; i < 2; i++ {
		go func() {
			m["hits"].Add(1)
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(m["hits"].Load())
}
