package main

import (
	"fmt"
	"unicode/utf16"
)

func main() {
	rs := []rune{0, 'a', 'é', 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x1f600, 0x10ffff, 0x110000, -1}
	for _, r := range rs {
		r1, r2 := utf16.EncodeRune(r)
		fmt.Println(r, r1, r2, utf16.IsSurrogate(r), utf16.RuneLen(r), utf16.AppendRune([]uint16{7}, r), utf16.DecodeRune(r1, r2))
	}
	words := utf16.Encode(rs)
	fmt.Println(words, utf16.Decode(words), string(utf16.Decode(words)))
	fmt.Println(utf16.Decode([]uint16{0xd800, 'a', 0xd800, 0xd800, 0xdc00, 0xdc00, 0xd83d}), utf16.DecodeRune('a', 'b'))
}
