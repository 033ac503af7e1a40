package main

import "fmt"

func main() {
	s := "héllo, 世界"
	fmt.Println(len(s), s[0], s[1], s[2:5], s[:3], s[9:])
	for i, r := range s {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println()
	for i := range "abc" {
		fmt.Print(i)
	}
	fmt.Println()
	b := []byte("abc")
	b[0] = 'X'
	fmt.Println(string(b), b)
	r := []rune(s)
	fmt.Println(len(r), string(r[1]), string(r[7:]))
	t := s + "!" + string(rune(65)) + "z"
	t += "end"
	fmt.Println(t, t == s, t != s, s < t, "a" < "b", "a" >= "ab")
	fmt.Println(string(rune(-1)), string([]byte{104, 105}), []byte("é"))
	bad := "a\xffb"
	for i, r := range bad {
		fmt.Print(i, " ", r, ";")
	}
	fmt.Println(len(bad))
	var empty string
	fmt.Printf("%q %v %d\n", empty, empty == "", len(empty))
	switch t[0] {
	case 'h':
		fmt.Println("h")
	}
	type MyStr string
	m := MyStr("named")
	fmt.Println(m[1:3], string(m), len(m))
	buf := append([]byte("x"), "yz"...)
	n := copy(buf, "AB")
	fmt.Println(string(buf), n)
}
