package main

import "fmt"

func spiral(m [][]int) (out []int) {
	for len(m) > 0 {
		out = append(out, m[0]...)
		m = m[1:]
		if len(m) == 0 {
			break
		}
		w := len(m[0])
		t := make([][]int, w)
		for i := range t {
			for j := range m {
				t[i] = append(t[i], m[j][w-1-i])
			}
		}
		m = t
	}
	return
}

func main() {
	fmt.Println(spiral([][]int{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}))
	g := make([][]byte, 3)
	for i := range g {
		g[i] = []byte("....")
	}
	g[1][2] = '#'
	for _, row := range g {
		fmt.Println(string(row))
	}
	shared := make([][]int, 2)
	row := []int{0, 0}
	shared[0], shared[1] = row, row
	shared[0][0] = 5
	fmt.Println(shared)
	flat := make([]int, 6)
	view := [][]int{flat[:3], flat[3:]}
	view[1][0] = 9
	fmt.Println(flat, cap(view[0]))
}
