package main

import "fmt"

type big [5000]int
type pair struct{ a, b big }

func main() {
	var a, b big
	for i := range b {
		b[i] = i
	}
	a = b
	b[7] = 0
	c := a
	p := &pair{}
	p.b = c
	ps := []pair{*p, {}}
	ps[1].a = ps[0].b
	x := p.b
	x[3] = 99
	fmt.Println(a[7], b[7], c[4999], p.b[12], ps[1].a[13], ps[1].b[13], x[3], p.b[3])
	defer func() { fmt.Println(recover()) }()
	p = nil
	p.a = c
}
