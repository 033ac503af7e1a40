package main

import "fmt"

type weekday int

func (d weekday) String() string { return fmt.Sprintf("day-%d", int(d)) }

type failure struct{ why string }

func (f *failure) Error() string { return "failed: " + f.why }

func main() {
	defer func() { panic(&failure{"again"}) }()
	panic(weekday(3))
}
