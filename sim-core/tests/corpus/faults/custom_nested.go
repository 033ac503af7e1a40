package main

type E struct{ code int }

func (e *E) Error() string { return "code" }

type S string

func (s S) String() string { return "text" }

func main() {
	defer func() {
		r := recover()
		_, ok := r.(error)
		println(ok)
		defer func() {
			println(recover() != nil)
			var e *E
			panic(e)
		}()
		panic(S("x"))
	}()
	panic(&E{1})
}
