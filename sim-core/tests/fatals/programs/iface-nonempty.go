package main

type J interface{ N() }

type I interface{ M() }

type impl struct{}

func (impl) M() {}

var sink any

func main() {
	var i I = impl{}
	sink = i.(J)
}
