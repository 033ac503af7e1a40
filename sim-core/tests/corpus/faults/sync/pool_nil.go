package main

import (
	"fmt"
	"sync"
)

func main() {
	var p *sync.Pool
	defer fmt.Println("deferred")
	p.Put(nil)
	p.Get()
}
