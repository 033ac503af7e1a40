package main

var x = 5

func main() {
	var y x
	_ = y
}
