package main

func f() (int, error) { return 1, nil }

func main() {
	println(f() + 1)
}
