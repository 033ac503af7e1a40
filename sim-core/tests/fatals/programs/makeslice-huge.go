package main

var sink any
var zero = 0

func main() {
	sink = make([]int, 1<<62+zero)
}
