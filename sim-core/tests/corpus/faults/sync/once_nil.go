package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		once.Do(nil)
	}()
	once.Do(func() { fmt.Println("never") })
	once.Do(nil)
	var other sync.Once
	other.Do(nil)
}
