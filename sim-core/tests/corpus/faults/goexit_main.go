package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	defer fmt.Println("deferred")
	go func() {
		time.Sleep(10 * time.Millisecond)
		fmt.Println("other")
	}()
	runtime.Goexit()
}
