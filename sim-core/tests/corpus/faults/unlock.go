package main

import (
	"fmt"
	"sync"
)

func main() {
	defer fmt.Println("deferred")
	var mu sync.Mutex
	mu.Unlock()
}
