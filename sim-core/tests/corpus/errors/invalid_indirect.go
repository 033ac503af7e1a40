package main

func main() {
	x := 5
	println(*x)
	var p *int = x
	_ = p
}
