package main

import (
	"sync"
)

func main() {
	var mu sync.Mutex
	defer func() { println("recovered", recover() != nil) }()
	defer mu.Unlock()
	mu.Lock()
	mu.Unlock()
}
