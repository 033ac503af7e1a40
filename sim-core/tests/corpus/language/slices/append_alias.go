package main

import "fmt"

func main() {
	a := make([]int, 3, 4)
	b := append(a, 1)
	c := append(a, 2)
	fmt.Println(b, c, len(a), cap(a))
	full := []int{1, 2, 3}
	d := append(full, 4)
	e := append(full, 5)
	d[0] = 100
	fmt.Println(full, d, e)
	s := []int{0, 1, 2, 3, 4, 5}
	s = append(s[:2], s[3:]...)
	fmt.Println(s, cap(s))
	s = append(s[:1], append([]int{9, 9}, s[1:]...)...)
	fmt.Println(s, len(s), cap(s))
	t := s[1:3]
	t = append(t, s...)
	fmt.Println(t, s)
	u := append(s[:0], s...)
	u[0] = -1
	fmt.Println(s[0], &u[0] == &s[0])
	var n []int
	n = append(n)
	fmt.Println(n == nil, append([]int{}, n...) == nil)
	n = append(n, n...)
	fmt.Println(n == nil)
	x := []int{1, 2, 3, 4, 5}
	copy(x[1:], x)
	fmt.Println(x)
	x = []int{1, 2, 3, 4, 5}
	copy(x, x[2:])
	fmt.Println(x)
	y := append(x[1:2:2], 7)
	y[0] = 0
	fmt.Println(x, y)
	type P struct {
		a int
		s string
	}
	ps := []P{{1, "a"}}
	ps = append(ps, ps[0], P{2, "b"})
	ps = append(ps, ps...)
	ps[0].a = 50
	fmt.Println(ps, len(ps))
	st := struct{ xs []int }{}
	st.xs = append(st.xs, len(st.xs), cap(st.xs))
	st.xs = append(st.xs, st.xs[0], st.xs[1])
	fmt.Println(st)
	pp := &st
	pp.xs = append(pp.xs, 1)
	fmt.Println(pp.xs, len(st.xs))
	grid := make([][]int, 2)
	for i := range grid {
		grid[i] = append(grid[i], i, i+1)
	}
	grid[0] = append(grid[0], grid[1]...)
	fmt.Println(grid)
	es := make([]struct{}, 0)
	es = append(es, struct{}{}, struct{}{})
	fmt.Println(len(es), es)
	bs := append([]byte("ab"), 'c')
	bs = append(bs, "def"...)
	fmt.Println(string(bs), len(bs))
}
