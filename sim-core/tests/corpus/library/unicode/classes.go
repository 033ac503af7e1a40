package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

func main() {
	for _, r := range "aZ5 é日_\n!Ⅷ\u00a0" {
		fmt.Print(unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsPunct(r), unicode.IsControl(r), " ")
	}
	fmt.Println()
	fmt.Println(string(unicode.ToUpper('ß')), string(unicode.ToLower('É')), string(unicode.ToTitle('ǆ')), unicode.MaxRune)
	s := "é日\xff"
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		fmt.Println(r, n, r == utf8.RuneError)
		s = s[n:]
	}
	fmt.Println(utf8.RuneCountInString("é日\xff"), utf8.ValidString("\xff"), utf8.RuneLen('日'), utf8.RuneLen(-1), utf8.ValidRune(0xd800))
	fmt.Println(utf8.AppendRune(nil, '😀'), utf8.FullRune([]byte{0xe6}))
	r, n := utf8.DecodeLastRuneInString("ab日")
	fmt.Println(string(r), n)
}
