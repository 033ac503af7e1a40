// One goroutine. Each Load that the read map cannot answer is a miss; as many
// misses as the dirty map has keys make it the read map.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var m sync.Map
	m.Store("a", 1)
	m.Store("b", 2)
	m.Load("a")
	m.Load("b")
	m.Delete("a")
	m.Store("c", 3)
	m.Store("a", 4)
	fmt.Println(m.Load("a"))
}
