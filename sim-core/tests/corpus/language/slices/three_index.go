package main

import "fmt"

func main() {
	a := [8]int{0, 1, 2, 3, 4, 5, 6, 7}
	s := a[2:4:5]
	fmt.Println(s, len(s), cap(s))
	s = append(s, 100)
	s = append(s, 200)
	s[0] = -1
	fmt.Println(s, a, cap(s) >= 4)
	t := a[:0:0]
	t = append(t, 9)
	fmt.Println(t, a[0])
	p := &a
	fmt.Println(p[1:3], len(p), p[7], cap(p[3:]))
	for i := range p {
		p[i] *= 2
	}
	fmt.Println(a)
	u := s[1:4]
	fmt.Println(u, s[:cap(s)][:2])
	var e []int
	fmt.Println(e[:], e[0:0] == nil, e[:0:0] == nil, len(e[0:]))
	full := a[:]
	full = full[3:][1:][:2]
	fmt.Println(full, cap(full))
}
