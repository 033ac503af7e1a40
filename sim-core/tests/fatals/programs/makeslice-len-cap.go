package main

var sink any
var three, ten = 3, 10

func main() {
	sink = make([]int, ten, three)
}
