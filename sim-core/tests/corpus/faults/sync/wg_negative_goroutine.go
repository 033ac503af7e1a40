package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	done := make(chan bool)
	go func() {
		defer func() {
			fmt.Println("recovered:", recover())
			close(done)
		}()
		wg.Done()
		wg.Done()
	}()
	<-done
	wg.Add(1)
	wg.Wait()
	fmt.Println("waited")
}
