package main

func f(a int, b ...string) {}

func main() {
	f(1, []string{"a"})
	f(1, "a", []string{}...)
}
