package main

import "fmt"

type Celsius float64
type Strs []string
type Fn func() int
type Inner struct{ A int }
type Outer struct{ A int }

func main() {
	var i int = -1
	fmt.Println(uint8(i), uint16(i), uint32(i), uint64(i), int8(i))
	var big int64 = 1<<40 + 300
	fmt.Println(int8(big), uint8(big), int16(big), int32(big), uint32(big))
	var u uint64 = 1 << 63
	fmt.Println(int64(u), float64(u), float32(u), uint8(u>>56))
	f := 3.99
	fmt.Println(int(f), int8(f), uint(f), int(-f), Celsius(f), float64(Celsius(1.5))+1)
	fmt.Println(Strs([]string{"a"}), []string(Strs{"b"}), Fn(func() int { return 1 })())
	fmt.Println(Outer(Inner{5}), Inner(struct{ A int }{6}))
	fmt.Println(string([]byte("abc")), []byte("xyz"), []rune("héy"), string([]rune{0x4e16, 65}), string(rune(0x10FFFF+1)))
	s := []int{1, 2, 3, 4}
	a := [2]int(s)
	p := (*[3]int)(s)
	p[1] = 50
	fmt.Println(a, *p, s)
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = [5]int(s)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = (*[8]int)(s[:2])
	}()
	var e interface{} = Celsius(2)
	_, ok := e.(float64)
	c, ok2 := e.(Celsius)
	fmt.Println(ok, c, ok2)
	var r interface{ Read() } = nil
	var any1 interface{} = r
	fmt.Println(any1 == nil)
	var ch chan int = make(chan int, 1)
	var ro <-chan int = ch
	ch <- 3
	fmt.Println(<-ro, len(ro))
	const k = 10
	var f32 float32 = k
	var c64 complex64 = k
	fmt.Println(f32/4, c64, uint8('a'), rune("a"[0]), byte(k))
	var i8 int8 = -128
	fmt.Println(uint16(i8), uint8(i8), int(uint8(i8)), i8/-1, -i8)
	x := 1e20
	y := float32(1) / 3
	fmt.Println(float32(x), float64(y), int32(int64(x/1e10)))
}
