package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, c := range []complex128{0, 1, 1i, complex(-1.5, 2e30), complex(0.1, -0.1)} {
		fmt.Println(strconv.FormatComplex(c, 'g', -1, 128), strconv.FormatComplex(c, 'e', 3, 64), strconv.FormatComplex(c, 'f', 2, 128))
	}
	for _, s := range []string{"", "1", "i", "3i", "+i", "1+2i", "(1+2i)", "1-2i", "1++2i", "1+-2i", "1--2i", "-1.5e3-.25i", "(1", "1)", "1+2", "1+2ix", "inf", "-infi", "Inf+NaNi", "nan-infi", "infinity+3i", "infinit", "1e400", "1e400+1i", "1+1e400i", "1e400+i", "0x1p3+0x1p-2i", "0x1_0p0", "1_0", "1e+i", "1e", "()", "1 + 2i", "1+2i ", "3e38", "1.e2+1.i"} {
		c, err := strconv.ParseComplex(s, 128)
		fmt.Println(s, c, err)
		c, err = strconv.ParseComplex(s, 64)
		fmt.Println(s, c, err)
	}
	for _, s := range []string{"", `"`, `"abc"def`, `'a'b`, `'ab'`, "`raw\n`x", `"a\"b"c`, `"\x41\u00e9\U0001F600\101\a"!`, `"bad\q"`, "\"new\nline\"", `'\''x`, `'"'`, `"'"`, `''`, `'\x41'`, `x"a"`, `"open`, "'é'z", "\"\xff\"", `"\400"`, `"\ud800"`, `'\"'`, "`"} {
		p, err := strconv.QuotedPrefix(s)
		fmt.Printf("%q %q %v\n", s, p, err)
		if len(s) > 1 {
			for _, quote := range []byte{'"', '\'', 0} {
				r, multi, tail, err := strconv.UnquoteChar(s[1:], quote)
				fmt.Println(r, multi, strconv.Quote(tail), err)
			}
		}
	}
}
