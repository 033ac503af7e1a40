package main

import "runtime"

func main() {
	go func() {
		for {
			runtime.Gosched()
		}
	}()
}
