package main

type B bool
type I8 int8
type U uintptr
type F float32
type C complex64
type R rune
type St struct{ a, b int }
type P *int
type M map[int]int
type Fn func()
type Ch chan int
type Sl []int
type Ar [2]int
type If interface{ M() }

func p(v any) {
	defer func() {
		defer func() { recover() }()
	}()
	panic(v)
}

func main() {
	defer func() { panic(B(true)) }()
	defer func() { panic(I8(-3)) }()
	defer func() { panic(U(7)) }()
	defer func() { panic(F(1.5)) }()
	defer func() { panic(C(1 + 2i)) }()
	defer func() { panic(R('x')) }()
	defer func() { panic('y') }()
	defer func() { panic(complex(1, -1)) }()
	defer func() { panic(uint8(3)) }()
	defer func() { panic(float32(1e20)) }()
	defer func() { panic("s\ts") }()
	panic(true)
}
