// A mutex is unlocked that nobody holds.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() {
		if recover() != nil {
			fmt.Println("recovered")
		}
	}()
	var mu sync.Mutex
	mu.Unlock()
}
