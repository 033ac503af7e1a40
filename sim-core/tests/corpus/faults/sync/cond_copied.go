package main

import (
	"sync"
)

func main() {
	c := sync.NewCond(&sync.Mutex{})
	c.Signal()
	d := *c
	d.Broadcast()
}
