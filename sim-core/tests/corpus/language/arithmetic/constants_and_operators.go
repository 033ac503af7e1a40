package main

import (
	"fmt"
	"math"
)

type Day int

const (
	Sun Day = iota
	Mon
	_
	Wed
)
const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
)
const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)
const (
	s1 = "x"
	s2
	l1 = len(s1 + "abc")
	l2
)
const huge = 1 << 100
const small = huge >> 98
const fl = 1.0 / 3
const typed uint8 = 255
const r = 'a' + 1
const bb = 5 > 3 && "a" < "b"
const (
	i0 = iota
	i1 = "s"
	i2
	i3 = iota
)
const mask = ^uint32(0)
const neg = -5 % 3
const sh = 1.0 << 3
const div = 7 / 2.0
const idiv = 7 / 2
const big = math.MaxUint64

func (d Day) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed"}[d] }

func main() {
	fmt.Println(Sun, Mon, Wed, a, b, c, d, e, f, KB, MB, GB, s1, s2, l1, l2)
	fmt.Println(small, fl, typed, r, bb, i0, i1, i2, i3, mask, neg, sh, div, idiv, uint64(big))
	fmt.Printf("%T %T %T %T %v %d\n", r, fl, sh, div, Mon, Mon)
	const local = iota
	fmt.Println(local, huge/(huge>>3), math.Pi*2, float32(math.Pi))
	var x int8 = -128
	fmt.Println(-x, x/-1, x-1, ^x, x>>1, uint8(x)>>1, x<<1, +x)
	var u uint = 70
	fmt.Println(int32(1)<<u, int64(-1)>>u)
	fmt.Println(7&^5, 7%-3, -7%3, -7/2, 7>>1, -7>>1, 6^3, 6|1, 6&3)
	var ff float32 = 16777216
	fmt.Println(ff+1 == ff, float64(ff)+1, 0.1+0.2, float32(0.1)+float32(0.2), math.MaxInt64, math.MinInt64)
	z := 0.0
	fmt.Println(1/z, -1/z, z/z, math.Copysign(0, -1), 1/math.Copysign(0, -1))
	fmt.Println(int(-3.99+z), uint8(int(300)&0xff), int64(1<<62))
	fmt.Println(0b101, 0o17, 017, 0x1F, 1_000_000, 0x1p4, 1e3, .5, 1., 'x', '\n', '\x41', '\u00e9', '\'', "\t\"\\\u00e9\x41\101", `raw\n`)
	fmt.Println(string(rune(233)), string(rune(-1)), []byte("é"), []rune("aé\xff"), string([]rune{97, 0x10FFFF, 0x110000}), string([]byte{255, 65}))
	type T struct{ a int }
	const sz = len([10]int{})
	var arr [sz]T
	fmt.Println(len(arr), cap(arr), len([...]string{5: "x", "y", 2: "z"}))
	fmt.Println(len("héllo"), "abc"[1], "abc"[1:], "abc" < "abd", "a"+"b" == "ab")
	var i8 int8 = 127; i8++
	var u8 uint8; u8--
	fmt.Println(i8, u8)
	fmt.Println(uint32(math.MaxUint32), uint16(1<<16-1), 1<<3|1, 5.0 == 5, 'a' == 97)
	var sh2 uint8 = 3
	var w int64 = 1 << sh2
	var y = 1.0
	fmt.Println(w, y)
}
