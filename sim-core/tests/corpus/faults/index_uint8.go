package main

func main() {
	a := []int{1, 2, 3}
	var i uint8 = 250
	a[i]++
}
