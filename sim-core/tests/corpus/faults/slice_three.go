package main

func main() {
	a := make([]int, 2, 4)
	i := 5
	println(len(a[0:1:i]))
}
