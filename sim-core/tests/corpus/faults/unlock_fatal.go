package main

import (
	"fmt"
	"sync"
)

func main() {
	defer fmt.Println("not run")
	defer func() { fmt.Println("not recovered", recover()) }()
	var mu sync.Mutex
	mu.Unlock()
}
