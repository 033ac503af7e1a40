package main

import "fmt"

func main() {
	var s []int
	last := -1
	for i := range 600 {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			if len(s) > 40 {
				fmt.Print(len(s), ":", last, " ")
			}
		}
	}
	fmt.Println()
	a := make([]int, 3, 10)
	b := append(a, 1)
	c := append(a, 2)
	fmt.Println(b[3], c[3], len(a), cap(b))
	d := append(a[:3:3], 5)
	d[0] = 99
	fmt.Println(a[0], d[0])
	e := append(a[:1], a[2:]...)
	fmt.Println(a, e)
	p := &a[0]
	a = append(a, make([]int, 50)...)
	*p = -1
	fmt.Println(a[0], len(a))
}
