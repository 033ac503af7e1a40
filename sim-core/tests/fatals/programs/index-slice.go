package main

var numbers = []int{0, 1, 2, 3, 4}
var total int
var five = 5

func main() {
	total = numbers[five]
}
