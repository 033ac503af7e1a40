package main

type E struct{ n int }

func (e E) Error() string { panic(e) }

func main() {
	panic(E{1})
}
