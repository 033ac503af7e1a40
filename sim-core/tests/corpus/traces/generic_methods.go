package main

type Box[T any] struct{ v T }

func (b Box[T]) value[U any](u U, down int) {
	if down == 0 {
		func() { panic("down") }()
	}
	b.pointer(u, down-1)
}

func (b *Box[T]) pointer[U any](u U, down int) {
	n := number(down)
	n.plain(func() { b.value(u, down) })
}

type number int

func (n number) plain[F ~func()](f F) { f() }

type outer struct{ number }

func main() {
	f := outer.plain[func()]
	f(outer{}, func() { (&Box[int]{}).value("a", 1) })
}
