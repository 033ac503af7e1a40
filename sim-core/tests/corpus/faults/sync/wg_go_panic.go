package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { println("x") })
	wg.Wait()
	wg.Go(func() { panic("boom") })
	wg.Wait()
	println("not reached")
}
