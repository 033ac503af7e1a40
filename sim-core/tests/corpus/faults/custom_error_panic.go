package main

import "fmt"

type MyErr struct {
	Op   string
	Code int
}

func (e *MyErr) Error() string { return fmt.Sprintf("%s failed with %d", e.Op, e.Code) }

func main() {
	defer func() {
		panic(fmt.Errorf("while cleaning up: %w", recover().(error)))
	}()
	panic(&MyErr{"read", 5})
}
