package main

import (
	"fmt"
	"math"
)

const (
	A = iota * 10
	B
	_
	D
	E, F = iota, iota + 1
	G, H
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)

type Day uint8

const (
	Mon Day = iota + 1
	Tue
	Wed
)

const huge = 1 << 200
const third = 1.0 / 3
const typed int64 = 5
const str = "a" + "b"
const r = 'a' + 1
const cmplx = 1 + 2i

func main() {
	fmt.Println(A, B, D, E, F, G, H, KB, MB, GB, Mon, Tue, Wed)
	fmt.Println(huge>>198, third*3 == 1, typed/2, str, r, string(rune(r)), cmplx*cmplx)
	fmt.Printf("%T %T %T %T %T %T\n", A, Wed, r, third, cmplx, typed)
	fmt.Println(math.MaxUint32, uint64(math.MaxUint64), math.Pi, math.MaxInt64, float32(math.Pi))
	const x = 7 / 2 * 2.0
	const y = 7 / 2.0 * 2
	fmt.Println(x, y, 5%3, -5%3, 1e3, 0x1p-2, 0b101, 0o17, 017, 1_000_000, 'x', '\'', '\x41', '\u00e9')
	var u uint8 = 'a'
	var f float32 = 1 << 24
	var i = 1e3
	fmt.Println(u, f, i, len("héllo"), len([10]int{}), cap([3]string{}))
	const local = iota
	fmt.Println(local, ^0, -5>>1, 3&^1, !true, "a" < "b")
	var d Day = Tue + 1
	fmt.Println(d == Wed, d*2, uint16(d)<<8)
}
