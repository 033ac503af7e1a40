package main

type E struct{ n int }

func (e *E) Error() string { return string(rune(e.n)) }

func main() {
	var e *E
	panic(e)
}
