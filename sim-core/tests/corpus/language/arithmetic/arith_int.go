package main

import "fmt"

func main() {
	var a, b int = 17, -5
	fmt.Println(a+b, a-b, a*b, a/b, a%b, -a, ^a)
	fmt.Println(a&b, a|b, a^b, a&^b, a<<3, a>>2, b>>1)
	var i8 int8 = 127
	i8++
	fmt.Println(i8, -i8, i8-1, i8*2)
	var u8 uint8 = 250
	u8 += 10
	fmt.Println(u8, ^u8, -u8, u8<<4, u8>>1)
	var i16 int16 = -32768
	fmt.Println(-i16, i16-1, i16/-1)
	var u32 uint32 = 1 << 31
	fmt.Println(u32<<1, u32*2+1, -u32, ^u32)
	var i64 int64 = -9223372036854775808
	fmt.Println(i64, -i64, i64-1, i64/-1, i64%-1)
	var u64 uint64 = 18446744073709551615
	fmt.Println(u64, u64+1, u64/3, u64%10, u64>>63)
	fmt.Println(int8(a*b), uint8(b), int32(u32), uint16(i16), int64(u64), uint64(b))
	n := uint(70)
	fmt.Println(1<<n == 0, a<<n, b>>n, u8>>n)
	x := 10
	x += 3
	x -= 1
	x *= 4
	x /= 5
	x %= 7
	x <<= 3
	x >>= 1
	x |= 3
	x &= 6
	x ^= 15
	x &^= 1
	fmt.Println(x)
}
