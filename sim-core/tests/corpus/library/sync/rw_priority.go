package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	order := make(chan string, 10)
	start := func(name string, f func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
		}()
		time.Sleep(10 * time.Millisecond)
	}
	rw.Lock()
	for _, name := range []string{"r1", "r2"} {
		name := name
		start(name, func() {
			rw.RLock()
			order <- name[:1]
			time.Sleep(20 * time.Millisecond)
			rw.RUnlock()
		})
	}
	start("w1", func() {
		rw.Lock()
		order <- "w1"
		rw.Unlock()
	})
	start("r3", func() {
		rw.RLock()
		order <- "r"
		rw.RUnlock()
	})
	start("w2", func() {
		rw.Lock()
		order <- "w2"
		rw.Unlock()
	})
	fmt.Println(rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	wg.Wait()
	close(order)
	for name := range order {
		fmt.Println(name)
	}
}
