package main

import "errors"

func cleanup() {
	if r := recover(); r != nil {
		panic(errors.Join(errors.New("cleanup"), r.(error)))
	}
}

func work() {
	defer cleanup()
	var m map[int]int
	m[1]++
}

func main() {
	work()
}
