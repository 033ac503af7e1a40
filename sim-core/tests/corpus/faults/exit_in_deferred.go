package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("not printed")
	defer func() {
		recover()
		os.Exit(3)
	}()
	panic("x")
}
