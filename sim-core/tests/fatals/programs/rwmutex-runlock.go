package main

import "sync"

func main() {
	var m sync.RWMutex
	m.RUnlock()
}
