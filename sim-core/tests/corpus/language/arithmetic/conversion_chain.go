package main

import "fmt"

type Celsius float64
type Meter int
type ID string

func main() {
	x := 300
	fmt.Println(uint8(x), int8(x), uint16(x), float32(x), string(rune(x)), Meter(x), Celsius(x))
	n := -1
	fmt.Println(uint8(n), uint16(n), uint32(n), uint64(n), uint(n), int8(n), uintptr(n) == ^uintptr(0))
	f := 3.99
	fmt.Println(int(f), int8(-f), uint8(f), Celsius(f)*2, int(Celsius(f)))
	var i32 int32 = -2147483648
	fmt.Println(int64(i32), uint64(i32), uint32(i32), uint64(uint32(i32)), -i32)
	id := ID("abc")
	fmt.Println(string(id)+"d", []byte(id), []rune(id), len(id), ID([]byte{72, 105}))
	fmt.Println(int('a'), rune(98), byte('c'), float64('d'))
	type myInt = int
	var m myInt = 5
	var k int = m
	fmt.Printf("%T %T %v\n", m, Meter(k), Meter(k)+1)
	b := []byte("hello")
	s := string(b)
	b[0] = 'J'
	fmt.Println(s, string(b))
	u := uint64(1<<63 + 1)
	fmt.Println(int64(u), float64(u), int64(u>>1), u%1000)
	fmt.Println(float32(16777217), float64(float32(0.1)), int64(float32(1<<30)))
}
