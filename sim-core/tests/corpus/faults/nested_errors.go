package main

import (
	"errors"
	"fmt"
)

type E struct{ n int }

func (e E) Error() string { return fmt.Sprintf("E%d", e.n) }

func main() {
	defer func() {
		r := recover()
		fmt.Println("r", r)
		panic(fmt.Errorf("wrapped: %w", r.(error)))
	}()
	defer func() {
		panic(E{2})
	}()
	panic(errors.New("first"))
}
