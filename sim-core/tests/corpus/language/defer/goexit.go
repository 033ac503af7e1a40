package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		defer wg.Done()
		defer fmt.Println("deferred before Goexit")
		defer func() { fmt.Println("recover in Goexit:", recover()) }()
		func() {
			runtime.Goexit()
		}()
		fmt.Println("unreached")
	}()
	wg.Add(-2)
	wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() {
			fmt.Println("recovered", recover())
		}()
		defer func() {
			panic("in deferred during Goexit")
		}()
		runtime.Goexit()
	}()
	wg.Wait()
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer runtime.Goexit()
		defer fmt.Println("before")
		panic("swallowed by Goexit")
	}()
	wg.Wait()
	fmt.Println("main goes on")
}
