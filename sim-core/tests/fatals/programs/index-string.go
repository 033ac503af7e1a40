package main

var word = "hello"
var total int
var five = 5

func main() {
	total = int(word[five])
}
