package main

type I interface{ M(int) string }
type T struct{}

func (t T) M(x string) string { return x }

func main() {
	var i I = T{}
	_ = i
}
