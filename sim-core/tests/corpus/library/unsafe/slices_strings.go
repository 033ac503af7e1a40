package main

import (
	"fmt"
	"unsafe"
)

type bytes []byte

func catch(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	a := [4]int{1, 2, 3, 4}
	s := unsafe.Slice(&a[1], 3)
	s[0] = 20
	fmt.Println(s, len(s), cap(s), a)
	p := unsafe.SliceData(s)
	*p = 21
	fmt.Println(a, p == &a[1])
	b := bytes("hello")
	text := unsafe.String(unsafe.SliceData(b), len(b))
	fmt.Println(text, unsafe.String(&b[1], uint8(3)))
	d := unsafe.StringData("abc")
	fmt.Println(*d, string(unsafe.Slice(d, 3)))
	var none *int
	fmt.Println(unsafe.Slice(none, 0) == nil, unsafe.SliceData([]int(nil)) == nil, unsafe.String(nil, 0) == "")
	catch(func() { _ = unsafe.Slice(none, 1) })
	n := -1
	catch(func() { _ = unsafe.Slice(&a[0], n) })
	catch(func() { _ = unsafe.String(&b[0], n) })
	type pair struct {
		x int8
		y int64
		z string
	}
	var q pair
	fmt.Println(unsafe.Sizeof(q), unsafe.Alignof(q.y), unsafe.Offsetof(q.z))
	u := unsafe.Pointer(&a[0])
	*(*int)(u) = 100
	f := 1.5
	fmt.Println(a[0], *(*uint64)(unsafe.Pointer(&f)), uintptr(u) != 0)
}
