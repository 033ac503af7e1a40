package main

import (
	"fmt"
	"sync"
)

func main() {
	f := sync.OnceFunc(func() { panic(fmt.Sprint("in ", "f")) })
	f()
}
