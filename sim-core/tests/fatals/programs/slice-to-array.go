package main

var numbers = []int{0, 1, 2, 3, 4}
var sink any

func main() {
	sink = [10]int(numbers)
}
