package main

var numbers = []int{0, 1, 2, 3, 4}
var sink any
var ten = 10

func main() {
	sink = numbers[ten:]
}
