package main

import (
	"sync"
)

func main() {
	var rw sync.RWMutex
	l := rw.RLocker()
	l.Lock()
	l.Unlock()
	l.Unlock()
}
