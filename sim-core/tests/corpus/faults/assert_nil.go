package main

func main() {
	var e interface{}
	println(e.(int))
}
