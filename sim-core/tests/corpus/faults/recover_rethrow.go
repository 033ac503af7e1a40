package main

func f() {
	defer func() {
		r := recover()
		panic(r)
	}()
	panic("same")
}

func main() {
	defer func() {
		defer func() { println("x") }()
	}()
	f()
}
