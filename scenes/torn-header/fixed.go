// A lock makes the three words of the header one.
package main

import (
	"fmt"
	"sync"
)

func main() {
	s := []int{1}
	old := &s[0]
	var mu sync.Mutex
	done := make(chan bool)
	go func() {
		mu.Lock()
		s = append(s, 2)
		mu.Unlock()
		done <- true
	}()
	mu.Lock()
	t := s
	mu.Unlock()
	fmt.Println("len", len(t), "of the old array:", &t[0] == old)
	<-done
}
