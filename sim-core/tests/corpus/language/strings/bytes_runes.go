package main

import "fmt"

func main() {
	s := "aé日\xff\xe6\x97😀"
	fmt.Println(len(s), len([]rune(s)), []byte(s))
	for i, r := range s {
		fmt.Printf("%d:%U ", i, r)
	}
	fmt.Println()
	for i := range s {
		fmt.Print(i, " ")
	}
	fmt.Println()
	b := []byte(s)
	b[0] = 'Z'
	fmt.Println(s[0], string(b[:3]), string([]rune{65, 0x65e5, -1, 0x10ffff + 1, 0xd800}))
	fmt.Println(string(rune(65)), string(rune(-5)) == "\uFFFD", s[1:3] == "é", s[:1] < s[1:])
	fmt.Printf("%q %+q %x % x %X\n", s, s, s, s[:4], "hi")
	const c = "konst"
	fmt.Println(c[1], len(c), c[1:3], "a"+c+"b")
	var e string
	for range e {
		fmt.Println("never")
	}
	fmt.Println(e == "", e < "a", "abc" < "abd", "Z" < "a", "ab" < "abc")
	type S string
	type B []byte
	fmt.Println(S("x")+"y", string(B("bytes")), []byte(S("q")), B(S("w")))
	raw := `a\n
b`
	fmt.Println(len(raw), raw)
}
