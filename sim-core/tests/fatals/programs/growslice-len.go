package main

var sink any
var zero = 0

func main() {
	sink = append(make([]struct{}, 1<<62+zero), make([]struct{}, 1<<62+zero)...)
}
