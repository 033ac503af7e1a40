package main

import (
	"fmt"
	"time"
)

func f(n int) int {
	defer func() { fmt.Println(recover()) }()
	return g(n+1) + 1
}
func g(n int) int { return f(n+1) + 1 }

func main() {
	defer func() { fmt.Println(recover()) }()
	go func() {
		select {}
	}()
	time.Sleep(time.Millisecond)
	println(f(0))
}
