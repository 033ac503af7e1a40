package main

import "sync"

func main() {
	var w sync.WaitGroup
	w.Add(1)
	w.Wait()
}
