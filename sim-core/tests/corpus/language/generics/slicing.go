package main

import "fmt"

func cut[T ~string | ~[]byte](s T, a, b int) T { return s[a:b] }

func tail[T ~string](s T) T { return s[1:] }

type S string
type B []byte

func main() {
	fmt.Println(cut("hello", 1, 3), cut(B("hello"), 2, 4), tail(S("abc")))
	fmt.Printf("%T %T %T\n", cut(S("hello"), 1, 3), cut(B("hello"), 2, 4), tail(S("abc")))
}
