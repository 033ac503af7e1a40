package main

import "fmt"

type P struct{ X, Y int }

func sum(a [4]int) int {
	a[0] = 100
	t := 0
	for _, v := range a {
		t += v
	}
	return t
}

func set(p *[4]int, i, v int) { p[i] = v }

func main() {
	a := [4]int{1, 2, 3, 4}
	b := a
	b[1] = 20
	fmt.Println(a, b, a == b, a != b, a == [4]int{1, 2, 3, 4}, len(a))
	fmt.Println(sum(a), a)
	set(&a, 2, 33)
	fmt.Println(a)
	c := [...]string{2: "c", 0: "a"}
	fmt.Printf("%q %d\n", c, len(c))
	var m [3][2]int
	for i := range m {
		for j := range m[i] {
			m[i][j] = i*10 + j
		}
	}
	fmt.Println(m, m[2], m[1][1])
	i := 1
	m[i][i-1] = 99
	row := m[i]
	row[1] = 7
	fmt.Println(m, row)
	ps := [2]P{{1, 2}, {3, 4}}
	ps[i].X = 50
	ps[0].Y++
	fmt.Println(ps, ps[i].X, ps[i])
	for i, p := range ps {
		p.X = 0
		fmt.Println(i, p)
	}
	fmt.Println(ps)
	for i, v := range &a {
		a[3] = 1000
		fmt.Print(i, "=", v, " ")
	}
	fmt.Println()
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		fmt.Print(i, "=", v, " ")
	}
	fmt.Println(arr)
	var zero [0]int
	fmt.Println(len(zero), zero)
	sl := arr[1:]
	sl[0] = 77
	fmt.Println(arr, sl, cap(sl))
	var big [100]int
	for i := 0; i < 100; i++ {
		big[i] = i * i
	}
	cp := big
	big[50] = 0
	fmt.Println(cp[50], big[50], cp[99])
	p := &ps
	p[1].Y = 5
	fmt.Println(*p, (*p)[0], len(p))
}
