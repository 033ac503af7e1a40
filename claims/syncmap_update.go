// Load, then Store: two goroutines count in a sync.Map.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var m sync.Map
	m.Store("n", 0)
	done := make(chan bool)
	for i := 0; i < 2; i++ {
		go func() {
			n, _ := m.Load("n")
			m.Store("n", n.(int)+1)
			done <- true
		}()
	}
	<-done
	<-done
	n, _ := m.Load("n")
	fmt.Println(n)
}
