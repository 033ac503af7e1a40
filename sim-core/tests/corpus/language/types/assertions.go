package main

import "fmt"

type I interface{ M() }
type J interface {
	I
	N() int
}
type T struct{ n int }

func (T) M() {}

type U struct{ T }

func (u *U) N() int { return u.n }

type named []int

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
			if e, ok := r.(error); ok {
				fmt.Printf("%T\n", e)
			}
		}
	}()
	f()
}

func main() {
	var x any = T{1}
	i, ok := x.(I)
	fmt.Println(i, ok)
	j, ok := x.(J)
	fmt.Println(j, ok)
	x = &U{T{2}}
	j, ok = x.(J)
	fmt.Println(j.N(), ok)
	try(func() { _ = x.(int) })
	try(func() { _ = x.(U) })
	try(func() { x = T{}; _ = x.(J) })
	try(func() { x = nil; _ = x.(T) })
	try(func() { x = nil; _ = x.(I) })
	try(func() { i = nil; _ = i.(J) })
	try(func() { x = named{1}; _ = x.([]int) })
	try(func() { x = int32(1); _ = x.(rune); fmt.Println("rune is int32"); _ = x.(int) })
	try(func() { x = struct{ a int }{}; _ = x.(struct{ b int }) })
	try(func() { x = func(int) string { return "" }; _ = x.(func()) })
	try(func() { x = map[string][]*T{}; _ = x.(map[string]int) })
	try(func() { x = make(chan<- int); _ = x.(chan int) })
	try(func() { var e error; e.Error() })
	n, ok := any("s").(int)
	fmt.Println(n, ok)
	s := any("s").(fmt.Stringer)
	fmt.Println(s)
}
