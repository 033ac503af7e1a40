package main

import (
	"fmt"
	"sync"
)

func main() {
	calls := 0
	f := sync.OnceValue(func() int {
		calls++
		return 42 / (calls - 1)
	})
	for i := 0; i < 2; i++ {
		func() {
			defer func() {
				r := recover()
				_, isErr := r.(error)
				fmt.Println("recovered:", r, isErr, calls)
			}()
			fmt.Println(f())
		}()
	}
	fmt.Println(f())
}
