package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	ch := make(chan int)
	mu.Lock()
	go func() { mu.Lock() }()
	go func() { ch <- 1 }()
	fmt.Println("main is done")
}
