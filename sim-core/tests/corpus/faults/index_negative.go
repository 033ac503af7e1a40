package main

func main() {
	a := []int{1}
	i := -1
	println(a[i])
}
