package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu *sync.Mutex
	defer fmt.Println("deferred")
	mu.Lock()
}
