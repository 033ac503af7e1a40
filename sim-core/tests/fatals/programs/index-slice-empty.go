package main

var total int
var zero = 0

func main() {
	total = []int{}[zero]
}
