package main

var numbers = []int{0, 1, 2, 3, 4}
var sink any
var minus = -1

func main() {
	sink = numbers[minus:]
}
