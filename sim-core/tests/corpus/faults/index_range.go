package main

func main() {
	var a []int = []int{1,2,3}
	i := 5
	println(a[i])
}
