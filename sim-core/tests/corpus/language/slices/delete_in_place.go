package main

import "fmt"

func remove(s []int, i int) []int     { return append(s[:i], s[i+1:]...) }
func removeFast(s []int, i int) []int { s[i] = s[len(s)-1]; return s[:len(s)-1] }
func filter(s []int, f func(int) bool) []int {
	out := s[:0]
	for _, x := range s {
		if f(x) {
			out = append(out, x)
		}
	}
	return out
}

func main() {
	s := []int{0, 1, 2, 3, 4, 5}
	t := s
	s = remove(s, 1)
	fmt.Println(s, t)
	s = removeFast(s, 0)
	fmt.Println(s, t)
	s = filter(s, func(x int) bool { return x%2 == 1 })
	fmt.Println(s, t, len(s), cap(s))
	stack := []string{}
	for _, x := range []string{"a", "b", "c"} {
		stack = append(stack, x)
	}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		fmt.Print(top, " ")
	}
	q := []int{1, 2, 3}
	for len(q) > 0 {
		x := q[0]
		q = q[1:]
		if x < 3 {
			q = append(q, x+2)
		}
		fmt.Print(x, " ")
	}
	fmt.Println()
}
