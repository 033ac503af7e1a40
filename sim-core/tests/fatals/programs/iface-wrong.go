package main

var total int

func main() {
	var a any = "x"
	total = a.(int)
}
