package main

var array [5]int
var total int
var ten = 10

func main() {
	total = array[ten]
}
