// One of two keys is deleted.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var m sync.Map
	m.Store(1, "a")
	m.Store(2, "b")
	m.Delete(1)
	m.Range(func(key, value interface{}) bool {
		fmt.Println(key)
		return true
	})
	_, ok := m.Load(1)
	fmt.Println(ok)
}
