package main

func main() {
	defer func() { panic(3.25) }()
	defer func() { panic("two\nlines") }()
	defer func() { panic(complex(1, -2)) }()
	defer func() { panic(true) }()
	panic(uint8(200))
}
