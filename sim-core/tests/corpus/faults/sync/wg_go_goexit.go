package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { runtime.Goexit() })
	wg.Wait()
	println("waited")
	wg.Go(nil)
	wg.Wait()
}
