package main

import "fmt"

func try(f func() any) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
	}()
	fmt.Println(f())
}

func main() {
	n := -1
	var n8 int8 = -128
	big := uint64(1) << 40
	try(func() any { return 1 << n })
	try(func() any { return 1 >> n8 })
	try(func() any { return int32(5) << big })
	try(func() any { return int32(-5) >> big })
	try(func() any { return uint8(255) >> (n + 5) })
	try(func() any { x := 3; x <<= n; return x })
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	fmt.Println(i, j, k, w)
	var a [10]int
	fmt.Println(len(a[:1<<3]), 1<<3 == 2<<2, uint8(1)<<s == 0)
	const c = 1 << 100 >> 98
	fmt.Println(c)
	var f float64 = 1 << 3
	fmt.Println(f)
}
