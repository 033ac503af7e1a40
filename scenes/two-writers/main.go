// Two goroutines write to one map, each its own key.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := make(map[string]int)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		m["a"] = 1
		wg.Done()
	}()
	go func() {
		m["b"] = 2
		wg.Done()
	}()
	wg.Wait()
	fmt.Println(len(m), m["a"], m["b"])
}
