package main

import "fmt"

type Flags uint8

const (
	A Flags = 1 << iota
	B
	C
	D
	All = A | B | C | D
)

func (f Flags) Has(g Flags) bool { return f&g == g }
func (f *Flags) Set(g Flags)     { *f |= g }
func (f *Flags) Clear(g Flags)   { *f &^= g }

func popcount(x uint64) (n int) {
	for ; x != 0; x &= x - 1 {
		n++
	}
	return
}

func main() {
	var f Flags
	f.Set(A | C)
	fmt.Println(f, f.Has(A), f.Has(A|B), f.Has(0), All)
	f.Clear(A)
	f ^= D
	fmt.Printf("%04b %v\n", f, ^f)
	fmt.Println(popcount(0xff), popcount(^uint64(0)), -8&8, 6&-6, ^5, 5&^4|2^1)
	var i int8 = -128
	fmt.Println(i>>7, uint8(i)>>7, i&0x7f, -i == i, i^-1)
	fmt.Println(1<<3|1<<1, 7>>1<<1, 1+2<<3, 1<<2+1, 3 & 2 * 2, 8 - 4&3)
	swap := func(a, b int) (int, int) { a ^= b; b ^= a; a ^= b; return a, b }
	fmt.Println(swap(3, 9))
}
