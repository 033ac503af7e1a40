package main

type E struct{ n int }

func (e E) Error() string {
	ch := make(chan int)
	<-ch
	return "waited"
}

func main() {
	panic(E{1})
}
