package main

var word = "hello"
var sink any
var ten = 10

func main() {
	sink = word[ten:]
}
