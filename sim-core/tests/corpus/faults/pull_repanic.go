package main

import (
	"errors"
	"fmt"
	"iter"
)

type E struct{}

func (E) Error() string { return "E" }

func main() {
	next, stop := iter.Pull(func(yield func(int) bool) {
		defer func() {
			if r := recover(); r != nil {
				panic(errors.Join(r.(error), errors.New("more")))
			}
		}()
		yield(1)
		panic(E{})
	})
	defer stop()
	defer func() {
		r := recover()
		fmt.Println(r)
		panic(r)
	}()
	next()
	next()
}
