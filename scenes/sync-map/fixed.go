// Two goroutines each set a key that is not there yet: one operation looks and
// stores.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var m sync.Map
	made := make(chan int, 2)
	for i := 0; i < 2; i++ {
		go func() {
			if _, found := m.LoadOrStore("config", "new"); found {
				made <- 0
				return
			}
			made <- 1
		}()
	}
	fmt.Println("made:", <-made+<-made)
}
