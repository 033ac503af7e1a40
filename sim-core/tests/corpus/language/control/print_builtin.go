package main

func main() {
	println("hello", 1, -2, true, 2.5, uint8(200), 'x')
	print("a", 1, "b\n")
	var p *int
	println(p == nil, p)
	println(1e100, -0.5, 3+4i)
	var e interface{}
	println(e == nil)
}
