package main

func main() {
	a := [3]int{}
	println(a[3])
}
