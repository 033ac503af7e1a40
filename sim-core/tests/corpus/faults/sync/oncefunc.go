package main

import (
	"fmt"
	"sync"
)

func main() {
	f := sync.OnceFunc(func() {
		fmt.Println("called")
		panic("in f")
	})
	for i := 0; i < 3; i++ {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			f()
		}()
	}
	f()
}
