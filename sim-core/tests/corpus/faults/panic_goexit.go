package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("rec", recover()) }()
		defer func() { runtime.Goexit() }()
		panic("p")
	}()
	<-done
	fmt.Println("ok")
	func() {
		defer func() { runtime.Goexit() }()
		panic("main")
	}()
}
