package main

import (
	"fmt"
	"math/bits"
	"strconv"
)

type f struct{}

func (f) Format(s fmt.State, verb rune) { fmt.Fprint(s, fmt.FormatString(s, verb)) }

func main() {
	fmt.Println(bits.Mul32(1<<31, 6))
	fmt.Println(bits.Add32(1<<32-1, 1, 1))
	fmt.Println(bits.Sub32(0, 1, 1))
	fmt.Println(bits.Div32(1, 0, 3))
	fmt.Println(bits.Rem32(5, 7, 3), bits.Rem64(5, 7, 3), bits.Rem(9, 1, 4))
	fmt.Println(bits.Div(1, 5, 7))
	fmt.Printf("%v %+-8.3d %#010x\n", f{}, f{}, f{})
	fmt.Println(string(strconv.AppendQuoteToASCII(nil, "é")), string(strconv.AppendQuoteRuneToASCII([]byte("x"), '世')))
	defer func() { fmt.Println(recover()) }()
	bits.Div32(3, 0, 0)
}
