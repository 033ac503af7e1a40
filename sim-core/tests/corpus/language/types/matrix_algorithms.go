package main

import "fmt"

type Matrix [][]float64

func New(r, c int) Matrix {
	m := make(Matrix, r)
	for i := range m {
		m[i] = make([]float64, c)
	}
	return m
}

func (m Matrix) Mul(n Matrix) Matrix {
	out := New(len(m), len(n[0]))
	for i := range m {
		for j := range n[0] {
			for k := range n {
				out[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return out
}

type Board [3][3]rune

func (b Board) String() (s string) {
	for _, row := range b {
		for _, c := range row {
			if c == 0 {
				c = '.'
			}
			s += string(c)
		}
		s += "\n"
	}
	return
}

func (b *Board) Set(r, c int, x rune) bool {
	if b[r][c] != 0 {
		return false
	}
	b[r][c] = x
	return true
}

func (b Board) Wins(x rune) bool {
	for i := range 3 {
		if b[i] == [3]rune{x, x, x} || b[0][i] == x && b[1][i] == x && b[2][i] == x {
			return true
		}
	}
	return false
}

func sieve(n int) (ps []int) {
	comp := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if !comp[i] {
			ps = append(ps, i)
			for j := i * i; j <= n; j += i {
				comp[j] = true
			}
		}
	}
	return
}

func main() {
	a := Matrix{{1, 2}, {3, 4}}
	fmt.Println(a.Mul(a), a.Mul(Matrix{{1}, {0.5}}))
	var b Board
	fmt.Println(b.Set(1, 1, 'X'), b.Set(1, 1, 'O'), b.Set(0, 1, 'X'), b.Set(2, 1, 'X'))
	fmt.Print(b)
	c := b
	c.Set(0, 0, 'O')
	fmt.Println(b == c, b.Wins('X'), b.Wins('O'))
	fmt.Println(sieve(40))
	tri := make([][]int, 5)
	for i := range tri {
		tri[i] = make([]int, i+1)
		tri[i][0], tri[i][i] = 1, 1
		for j := 1; j < i; j++ {
			tri[i][j] = tri[i-1][j-1] + tri[i-1][j]
		}
	}
	fmt.Println(tri)
	bubble := []int{5, 1, 4, 2, 8}
	for swapped := true; swapped; {
		swapped = false
		for i := range bubble[1:] {
			if bubble[i] > bubble[i+1] {
				bubble[i], bubble[i+1] = bubble[i+1], bubble[i]
				swapped = true
			}
		}
	}
	fmt.Println(bubble)
}
