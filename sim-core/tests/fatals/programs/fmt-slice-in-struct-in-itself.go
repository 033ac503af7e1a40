package main

import (
	"errors"
	"fmt"
)

type E struct{ inner []any }

func main() {
	e := E{make([]any, 1)}
	e.inner[0] = e
	err := fmt.Errorf("%v", e)
	fmt.Println(errors.Unwrap(err))
}
