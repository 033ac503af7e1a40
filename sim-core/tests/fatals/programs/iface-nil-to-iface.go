package main

type J interface{ N() }

var sink any

func main() {
	var i any
	sink = i.(J)
}
