package main

func main() {
	var e interface{} = "x"
	println(e.(int))
}
