package main

import "fmt"

type memo map[[2]int]int

func (m memo) paths(r, c int) int {
	if r == 0 || c == 0 {
		return 1
	}
	if v, ok := m[[2]int{r, c}]; ok {
		return v
	}
	v := m.paths(r-1, c) + m.paths(r, c-1)
	m[[2]int{r, c}] = v
	return v
}

func permute(a []int, f func([]int), i int) {
	if i == len(a) {
		f(a)
		return
	}
	for j := i; j < len(a); j++ {
		a[i], a[j] = a[j], a[i]
		permute(a, f, i+1)
		a[i], a[j] = a[j], a[i]
	}
}

func ackermann(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func hanoi(n int, a, b, c string, move func(string, string)) {
	if n > 0 {
		hanoi(n-1, a, c, b, move)
		move(a, c)
		hanoi(n-1, b, a, c, move)
	}
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func main() {
	fmt.Println(memo{}.paths(12, 12))
	n := 0
	permute([]int{1, 2, 3}, func(p []int) { n++; fmt.Print(p, " ") }, 0)
	fmt.Println(n)
	fmt.Println(ackermann(2, 3), even(10), odd(7))
	moves := 0
	hanoi(4, "a", "b", "c", func(string, string) { moves++ })
	fmt.Println(moves)
	var walk func(any, int) int
	walk = func(x any, d int) int {
		switch x := x.(type) {
		case []any:
			s := 0
			for _, y := range x {
				s += walk(y, d+1)
			}
			return s
		case int:
			return x * d
		}
		return 0
	}
	fmt.Println(walk([]any{1, []any{2, []any{3}}, "x"}, 0))
}
