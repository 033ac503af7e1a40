package main

import (
	"fmt"
	"sync"
)

func main() {
	f := sync.OnceFunc(nil)
	fmt.Println("made")
	f()
}
