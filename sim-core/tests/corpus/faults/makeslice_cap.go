package main

func main() {
	n := 1
	println(len(make([]int, 2, n)))
}
