package main

import "fmt"

type T struct{ n int }

func (t *T) get() int { return t.n }

var (
	a = 1
	b = first(a)
	c = func() int {
		defer func() { fmt.Println("deferred") }()
		return second(nil)
	}()
)

func first(n int) int { return n + 1 }

func second(t *T) int {
	done := make(chan bool)
	go func() { done <- true }()
	<-done
	return t.get()
}

func main() { fmt.Println(a, b, c) }
