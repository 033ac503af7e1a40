package main

var sink any
var minus = -1

func main() {
	sink = make([]int, minus)
}
