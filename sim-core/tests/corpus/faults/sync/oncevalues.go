package main

import (
	"fmt"
	"sync"
)

func main() {
	calls := 0
	g := sync.OnceValues(func() (int, error) {
		calls++
		return calls, nil
	})
	fmt.Println(g())
	fmt.Println(g())
	h := sync.OnceValues(func() (string, error) {
		var m map[string]int
		m["x"] = 1
		return "", nil
	})
	defer fmt.Println("deferred")
	h()
}
