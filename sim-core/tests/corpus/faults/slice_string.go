package main

func main() {
	s := "abc"
	i := 4
	println(s[:i])
}
