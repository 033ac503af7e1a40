package main

import (
	"fmt"
	"runtime"
)

func main() {
	defer fmt.Println("deferred")
	go func() {}()
	runtime.Goexit()
}
