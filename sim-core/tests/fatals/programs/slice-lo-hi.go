package main

var numbers = []int{0, 1, 2, 3, 4}
var sink any
var three, five = 3, 5

func main() {
	sink = numbers[five:three]
}
