package main

import (
	"fmt"
	"math"
)

type K struct {
	f float64
	s string
	i interface{}
	a [2]int8
	p *int
	c chan int
	b bool
}

type Empty struct{}

func main() {
	n := 1
	c := make(chan int)
	k1 := K{1.5, "s", 3, [2]int8{1, 2}, &n, c, true}
	k2 := k1
	fmt.Println(k1 == k2)
	k2.i = int8(3)
	fmt.Println(k1 == k2)
	k2 = k1
	k2.f = math.NaN()
	fmt.Println(k2 == k2, k1 != k2)
	zero := 0.0
	fmt.Println(zero == -zero, [1]float64{zero} == [1]float64{-zero}, interface{}(zero) == interface{}(-zero))
	m := map[K]int{k1: 1}
	m[k1]++
	m[k2]++
	m[k2]++
	fmt.Println(m[k1], m[k2], len(m))
	mf := map[float64]string{0: "zero", math.Inf(1): "inf"}
	mf[math.Copysign(0, -1)] = "negzero"
	mf[math.NaN()] = "nan"
	mf[math.NaN()] = "nan2"
	fmt.Println(len(mf), mf[0], mf[math.Inf(1)])
	delete(mf, math.NaN())
	fmt.Println(len(mf))
	clear(mf)
	fmt.Println(len(mf))
	mi := map[interface{}]string{1: "int", int8(1): "int8", "1": "string", [1]int{1}: "array", Empty{}: "empty", nil: "nil", &n: "ptr", true: "bool"}
	fmt.Println(mi[1], mi[int8(1)], mi["1"], mi[[1]int{1}], mi[Empty{}], mi[nil], mi[&n], mi[true], len(mi), mi[2] == "")
	func() {
		defer func() { fmt.Println(recover()) }()
		mi[func() {}] = "f"
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = mi[map[int]int{}]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		a, b := k1, k1
		a.i, b.i = []int{1}, []int{1}
		fmt.Println(a == b)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		a, b := k1, k1
		a.i, b.i = []int{1}, []int{1}
		a.s = "differs"
		fmt.Println(a == b)
	}()
	var e1, e2 error
	var i1 interface{} = e1
	fmt.Println(e1 == e2, i1 == nil, i1 == e2)
	var p1 *K
	var i2 interface{} = p1
	fmt.Println(i2 == nil, i2 == (*K)(nil), i2.(*K) == p1)
	fmt.Println("a" < "b", "a" < "B", "" < "a", "ab" > "aa", "é" > "z", "x" == "x"+"")
	var u8 uint8 = 200
	var i8 int8 = -56
	fmt.Println(u8 == uint8(i8), int(u8) == int(i8), u8 > 100, i8 < 0, -i8 > 0)
	var x, y complex64 = 1 + 2i, 1 + 2i
	fmt.Println(x == y, x != y, x == 1)
	fa, fb := [3]string{"a", "b"}, [3]string{"a", "b", ""}
	fmt.Println(fa == fb, &fa == &fb, len(fa) == 3)
}
