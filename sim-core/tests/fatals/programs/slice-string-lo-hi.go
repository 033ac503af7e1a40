package main

var word = "hello"
var sink any
var three, five = 3, 5

func main() {
	sink = word[five:three]
}
