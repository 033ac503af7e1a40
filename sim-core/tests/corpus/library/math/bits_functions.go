package main

import (
	"fmt"
	"math/bits"
)

func main() {
	for _, x := range []uint64{0, 1, 8, 255, 1 << 63, 0xdeadbeef} {
		fmt.Println(bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.OnesCount64(x), bits.Len64(x), bits.Reverse64(x), bits.RotateLeft64(x, 4), bits.ReverseBytes64(x))
	}
	fmt.Println(bits.RotateLeft8(0b10000001, 1), bits.Len8(7), bits.TrailingZeros16(0), bits.UintSize)
	hi, lo := bits.Mul64(1<<63, 6)
	fmt.Println(hi, lo)
	s, c := bits.Add64(1<<63, 1<<63, 1)
	fmt.Println(s, c)
	q, r := bits.Div64(1, 5, 7)
	fmt.Println(q, r)
	func() {
		defer func() { fmt.Println(recover()) }()
		z := uint64(0)
		bits.Div64(1, 2, z)
	}()
}
