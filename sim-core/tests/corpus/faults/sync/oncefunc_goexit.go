package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	f := sync.OnceFunc(func() { runtime.Goexit() })
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("recovered:", recover()) }()
		f()
	}()
	<-done
	f()
}
