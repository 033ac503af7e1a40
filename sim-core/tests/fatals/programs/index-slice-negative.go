package main

var numbers = []int{0, 1, 2, 3, 4}
var total int
var minus = -1

func main() {
	total = numbers[minus]
}
