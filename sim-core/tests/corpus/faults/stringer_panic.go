package main

type S struct{ a int }

func (s S) String() string { return "S!" }

func main() {
	panic(S{1})
}
