package main

import (
	"fmt"
	"math"
)

func main() {
	var i8 int8 = 127
	i8++
	fmt.Println(i8, -i8, i8/-1, i8*i8, i8-1)
	var u8 uint8
	u8--
	fmt.Println(u8, u8+1, u8*u8, u8<<1, u8>>7, ^u8, -u8)
	var i64 int64 = math.MinInt64
	m1 := int64(-1)
	fmt.Println(i64/m1, i64%m1, -i64, i64-1)
	var u64 uint64 = math.MaxUint64
	fmt.Println(u64+1, u64*u64, u64/3, u64%10, u64>>63)
	var i32 int32 = math.MaxInt32
	fmt.Println(i32+1, i32*2, i32<<1, int16(i32), uint16(i32), int8(i32))
	fmt.Println(-7/2, -7%2, 7/-2, 7%-2, -7>>1, uint8(249)>>1, -7&3, -7|3, -7^3, -7&^3)
	x := 5
	x /= 2
	x <<= 3
	x %= 7
	x |= 8
	x &^= 1
	x ^= 3
	fmt.Println(x)
	var u uint = 1
	fmt.Println(u<<63, u<<64, u<<63<<1, 1<<u, -1>>100, int8(-128)>>u, uint8(1)<<7<<u)
	var s8 int8 = 100
	fmt.Println(s8<<1, s8<<8, s8>>1, s8+s8)
}
