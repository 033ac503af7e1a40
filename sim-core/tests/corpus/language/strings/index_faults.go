package main

import "fmt"

func try(name string, f func() any) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		}
	}()
	fmt.Println(name, f())
}

func main() {
	s, n := "hello", 5
	var u8 uint8 = 200
	var i8 int8 = -1
	var u64 uint64 = 1 << 63
	try("s[n]", func() any { return s[n] })
	try("s[u8]", func() any { return s[u8] })
	try("s[i8]", func() any { return s[i8] })
	try("s[u64]", func() any { return s[u64] })
	try("s[n+1:]", func() any { return s[n+1:] })
	try("s[:u64]", func() any { return s[:u64] })
	try("s[u64:]", func() any { return s[u64:] })
	try("s[3:2]", func() any { a, b := 3, 2; return s[a:b] })
	try("s[i8:]", func() any { return s[i8:] })
	try("s[:]", func() any { return s[:] + s[5:] })
	x := []int{1, 2, 3}
	try("x[u64]", func() any { return x[u64] })
	try("x[^uint64]", func() any { return x[^(u64-u64)] })
	try("x[:u64]", func() any { return x[:u64] })
	try("x[u64:]", func() any { return x[u64:] })
	try("x[::u64]", func() any { return x[0:1:u64] })
	try("x[:4:3]", func() any { a := 4; return x[:a:3] })
	try("x[2:1:3]", func() any { a := 2; return x[a:1:3] })
	a := [3]int{}
	try("a[u8]", func() any { return a[u8] })
	try("a[u64]", func() any { a[u64] = 1; return a })
	try("a[:u8]", func() any { return a[:u8] })
	var nilp *[3]int
	try("nil[1]", func() any { return nilp[1] })
	try("len nil", func() any { return len(nilp) })
	try("nil[:]", func() any { return nilp[:] })
}
