package main

func main() {
	var a [3]int
	i := 4
	println(len(a[:i]))
}
