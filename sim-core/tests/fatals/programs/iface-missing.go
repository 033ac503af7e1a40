package main

type J interface{ N() }

type impl struct{}

func (impl) M() {}

var sink any

func main() {
	var i any = impl{}
	sink = i.(J)
}
