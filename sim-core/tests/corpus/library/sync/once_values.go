package main

import (
	"fmt"
	"sync"
)

func main() {
	f := sync.OnceFunc(func() { fmt.Println("once") })
	v := sync.OnceValue(func() []int {
		fmt.Println("value")
		return []int{1}
	})
	w := sync.OnceValues(func() (string, error) { return "w", fmt.Errorf("bad") })
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
			v()[0]++
		}()
		wg.Wait()
	}
	fmt.Println(v())
	fmt.Println(w())
	fmt.Println(w())
}
