package main

import "sync"

func main() {
	var w sync.WaitGroup
	w.Done()
}
