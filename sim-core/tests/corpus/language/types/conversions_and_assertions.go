package main

import "fmt"

type B []byte
type S string
type R []rune
type Celsius float64
type F func(int) int
type I interface{ M() }
type T struct{ a int }
type U struct{ a int }
type MyB byte
type PT *T

func (T) M() {}

func main() {
	s := S("héy")
	b := B(s)
	r := R(s)
	fmt.Println(b, r, string(b), S(r), string(r), []byte("x"+s[:1]))
	b[0] = 'J'
	fmt.Println(s, string(b))
	mb := []MyB("ab")
	fmt.Println(mb, string(mb))
	arr := [3]int([]int{1, 2, 3, 4})
	pa := (*[2]int)([]int{7, 8})
	pa[0]++
	fmt.Println(arr, *pa, len(pa))
	func() { defer func() { fmt.Println(recover()) }(); _ = [3]int([]int{1}) }()
	func() { defer func() { fmt.Println(recover()) }(); _ = (*[3]int)([]int{1}) }()
	fmt.Println((*[0]int)(nil) == nil, (*[0]int)([]int{}) != nil)
	c := Celsius(36.6)
	fmt.Println(c, float64(c)+1, int(c), Celsius(5)/2)
	fmt.Println(T(U{3}), U(T{4}), (*U)(&T{5}).a, *(*T)(PT(&T{6})))
	var f F = func(i int) int { return i + 1 }
	fmt.Println(f(1), (func(int) int)(f)(2), F(func(i int) int { return i })(3))
	var i I = T{7}
	fmt.Println(i.(T).a, i.(interface{ M() }) != nil, any(i).(I).(T))
	var e any = i
	_, ok := e.(interface{ N() })
	fmt.Println(ok)
	func() { defer func() { fmt.Println(recover()) }(); _ = e.(interface{ N() }) }()
	func() { defer func() { fmt.Println(recover()) }(); _ = e.(U) }()
	func() { defer func() { fmt.Println(recover()) }(); _ = e.(*T) }()
	func() { defer func() { fmt.Println(recover()) }(); var n I; _ = n.(T) }()
	func() { defer func() { fmt.Println(recover()) }(); var n any; _ = n.(I) }()
	func() { defer func() { fmt.Println(recover()) }(); var n any = 3; _ = n.(string) }()
	func() { defer func() { fmt.Println(recover()) }(); var n any = 3; _ = n.(fmt.Stringer) }()
	x := 300
	fmt.Println(uint8(x), int8(x), uint16(-x), float32(x)/7, int64(uint32(1<<31)), int32(uint32(x)<<24))
	fmt.Println(string(rune(x)), fmt.Sprint('a'), string('a'+rune(1)))
	var ch chan int = make(chan int, 1)
	var ro <-chan int = ch
	var so chan<- int = ch
	so <- 4
	fmt.Println(<-ro, (<-chan int)(ch) == ro)
	var p *int
	fmt.Println((*int)(nil) == p, any(p) == any((*int)(nil)), any(p) == nil)
	fmt.Println(interface{}(S("q")) == interface{}("q"), S("a") == "a")
	type A1 = []int
	type D1 []int
	var d D1 = A1{1}
	d = append(d, []int{2}...)
	var a A1 = d
	fmt.Println(a, copy(a, D1{9}), d)
	const k = 5
	var fl float32 = k
	var cc complex64 = k
	fmt.Println(fl, cc, fl/2)
	fmt.Println(float64(1)/3, float32(1)/3, 1/3, 1/3.0)
	fmt.Println(uint64(1<<63), int64(-1<<63))
	f64 := 1e20
	_ = f64
	fmt.Println(uint32(float32(16777217)), 1)
}
