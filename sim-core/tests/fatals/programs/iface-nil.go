package main

var total int

func main() {
	var a any
	total = a.(int)
}
