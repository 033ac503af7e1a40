package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	c := sync.Cond{L: &mu}
	unused := c
	unused.Signal()
	c.Broadcast()
	for _, f := range []func(c sync.Cond){func(c sync.Cond) { c.Signal() }, func(c sync.Cond) { c.Wait() }} {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			f(c)
		}()
	}
	mu.Lock()
	fmt.Println("still usable")
	c.Wait()
}
