package main

func main() {
	var x uint8 = 255 + 1
	println(x)
}
