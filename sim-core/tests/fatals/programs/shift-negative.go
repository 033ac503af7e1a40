package main

var total int
var minus = -1

func main() {
	total = 1 << minus
}
