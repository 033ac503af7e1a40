package main

import "sync"

func main() {
	var m sync.RWMutex
	m.RLock()
	m.Lock()
}
