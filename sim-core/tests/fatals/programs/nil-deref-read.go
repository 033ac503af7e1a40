package main

type T struct{ a, b int }

var total int

func main() {
	var p *T
	total = p.b
}
