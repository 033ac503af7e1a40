package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() { fmt.Println("recovered", recover()) }()
		defer func() { panic("in goexit") }()
		runtime.Goexit()
	}()
	wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() {
			defer func() { fmt.Println(recover()) }()
			runtime.Goexit()
		}()
		panic("lost")
	}()
	wg.Wait()
	fmt.Println("end")
}
