package main

import (
	"errors"
	"fmt"
)

func main() {
	defer func() {
		panic(fmt.Errorf("third"))
	}()
	defer func() {
		defer func() {
			r := recover()
			fmt.Println("inner", r)
			panic(fmt.Sprint("again ", r))
		}()
		panic(errors.New("second"))
	}()
	panic("first")
}
