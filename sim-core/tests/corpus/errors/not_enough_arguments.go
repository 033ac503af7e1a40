package main

func f(a int, b string) (int, error) { return 0, nil }

func main() {
	x := f(1)
	_ = x
}
