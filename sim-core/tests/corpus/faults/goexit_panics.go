package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("outer", recover())
		defer func() { fmt.Println("rec", recover()) }()
		defer func() { panic("in goexit") }()
		runtime.Goexit()
	}()
	<-done
	go func() {
		defer func() { panic("uncaught in goexit") }()
		runtime.Goexit()
	}()
	select {}
}
