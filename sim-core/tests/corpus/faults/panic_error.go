package main

import "fmt"

type E struct{ code int }

func (e E) Error() string { return fmt.Sprint("code ", e.code) }

func deep(n int) {
	if n == 0 {
		panic(E{3})
	}
	deep(n - 1)
}

func main() {
	defer fmt.Println("deferred")
	deep(2)
}
