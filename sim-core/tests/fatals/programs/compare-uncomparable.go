package main

var sink any

func main() {
	var a, b any = []int{}, []int{}
	sink = a == b
}
