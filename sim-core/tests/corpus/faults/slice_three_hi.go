package main

func main() {
	a := make([]int, 2, 4)
	i := 3
	println(len(a[0:i:2]))
}
