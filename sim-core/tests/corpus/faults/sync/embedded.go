package main

import (
	"fmt"
	"sync"
)

func main() {
	c := struct {
		sync.Mutex
		n int
	}{}
	c.Lock()
	c.n++
	c.Unlock()
	fmt.Println(c.n)
	c.Unlock()
}
