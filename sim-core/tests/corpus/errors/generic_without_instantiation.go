package main

type List[T any] struct{ x T }

func main() {
	var l List
	_ = l
}
