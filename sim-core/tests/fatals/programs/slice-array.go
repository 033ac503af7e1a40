package main

var array [5]int
var sink any
var ten = 10

func main() {
	sink = array[:ten]
}
