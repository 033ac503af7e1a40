package main

var total int
var zero, ten = 0, 10

func main() {
	total = ten / zero
}
