package main

import (
	"fmt"
	"sync"
)

type T struct{ n int }

func (t T) show(c chan string)     { c <- fmt.Sprint("val ", t.n) }
func (t *T) showPtr(c chan string) { c <- fmt.Sprint("ptr ", t.n) }

func main() {
	c := make(chan string)
	t := T{1}
	go t.show(c)
	t.n = 2
	fmt.Println(<-c)
	go t.showPtr(c)
	fmt.Println(<-c)
	x := 5
	go func(y int) { c <- fmt.Sprint(y, x) }(x)
	fmt.Println(<-c)
	var wg sync.WaitGroup
	out := make([]int, 5)
	for i := range out {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = i * i
		}()
	}
	wg.Wait()
	fmt.Println(out)
	f := fmt.Sprint
	go func() { c <- f("fn") }()
	fmt.Println(<-c)
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("recovered in goroutine:", recover()) }()
		var m map[string]int
		m["x"] = 1
	}()
	<-done
	var once sync.Once
	for range 3 {
		wg.Add(1)
		go func() { defer wg.Done(); once.Do(func() { fmt.Println("one time") }) }()
	}
	wg.Wait()
}
