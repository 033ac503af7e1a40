package main

type I interface{ M(int) string }
type T struct{}

func (t *T) M(int) string { return "" }

func main() {
	var i I = T{}
	_ = i
}
