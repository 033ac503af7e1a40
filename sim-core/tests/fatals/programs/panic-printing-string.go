package main

type E struct{ n int }

func (e E) Error() string { panic("no text") }

func main() {
	defer println("deferred")
	panic(E{1})
}
