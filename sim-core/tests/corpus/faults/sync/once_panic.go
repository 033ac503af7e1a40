package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	for i := 0; i < 2; i++ {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			once.Do(func() { panic("in once") })
			fmt.Println("not panicked")
		}()
	}
	var other sync.Once
	other.Do(func() { panic("second") })
}
