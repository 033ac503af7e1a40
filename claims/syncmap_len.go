// How many entries has a sync.Map?
package main

import "sync"

func main() {
	var m sync.Map
	m.Store(1, "a")
	println(m.Len())
}
