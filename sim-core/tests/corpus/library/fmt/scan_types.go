package main

import "fmt"

type (
	count  int
	small  int8
	big    uint64
	weight float32
	flag   bool
	name   string
	blob   []byte
	pair   struct{ a, b int }
	phase  complex128
)

func main() {
	var (
		c count
		s small
		b big
		w weight
		f flag
		n name
		l blob
		p pair
		z phase
		q complex64
	)
	fmt.Println(fmt.Sscan("12 -7 99 1.5 true word bytes (1+2i) 3-4.5i", &c, &s, &b, &w, &f, &n, &l, &z, &q))
	fmt.Println(c, s, b, w, f, n, string(l), z, q)
	fmt.Println(fmt.Sscanf("x1f:007:hello", "x%x:%d:%s", &c, &b, &n))
	fmt.Println(c, b, n)
	fmt.Println(fmt.Sscan("300", &s))
	fmt.Println(fmt.Sscan("300", &p))
	fmt.Println(fmt.Sscan("300", c))
	fmt.Println(fmt.Sscan("12", &z))
	fmt.Println(fmt.Sscan("(1+2", &z))
}
