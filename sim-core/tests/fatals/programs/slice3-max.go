package main

var numbers = []int{0, 1, 2, 3, 4}
var sink any
var three, ten = 3, 10

func main() {
	sink = numbers[0:three:ten]
}
