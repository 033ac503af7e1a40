package main

import "fmt"

func show(name string, s []int) { fmt.Println(name, s, len(s), cap(s)) }

func main() {
	var nilS []int
	show("nil", nilS)
	fmt.Println(nilS == nil, len(nilS))
	s := []int{1, 2, 3, 4, 5}
	show("s", s)
	show("s[1:3]", s[1:3])
	show("s[:2]", s[:2])
	show("s[3:]", s[3:])
	show("s[1:2:3]", s[1:2:3])
	show("s[5:]", s[5:])
	t := s[1:3]
	t = append(t, 100)
	show("t", t)
	show("s", s)
	t = append(t, 200, 300, 400)
	t[0] = -1
	show("t", t)
	show("s", s)
	m := make([]int, 3, 10)
	show("m", m)
	m = append(m, s...)
	show("m", m)
	n := copy(m, []int{9, 8})
	show("m", m)
	fmt.Println(n, copy(m[1:], m))
	show("m", m)
	clear(m)
	show("m", m)
	e := []int{}
	show("e", e)
	fmt.Println(e == nil)
	g := []string{3: "x", 1: "y"}
	fmt.Printf("%q\n", g)
	gg := [][]int{{1}, {2, 3}, nil}
	gg[2] = append(gg[2], 4)
	gg[0][0]++
	fmt.Println(gg, len(gg[1]))
	arr := [4]int(s[:4])
	ap := (*[2]int)(s)
	ap[0] = 55
	fmt.Println(arr, *ap, s[0])
	var grow []int
	caps := []int{}
	last := -1
	for i := 0; i < 2000; i++ {
		grow = append(grow, i)
		if cap(grow) != last {
			last = cap(grow)
			caps = append(caps, last)
		}
	}
	fmt.Println(caps)
	var bytes []byte
	last = -1
	for i := 0; i < 300; i++ {
		bytes = append(bytes, byte(i))
		if cap(bytes) != last {
			last = cap(bytes)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	s2 := append([]int(nil), s[2:]...)
	s2[0] = 0
	fmt.Println(s, s2)
	s = append(s[:1], s[2:]...)
	fmt.Println(s)
}
