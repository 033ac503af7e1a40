package main

func main() {
	var n int = "5"
	s := "a" + 1
	println(n, s)
}
