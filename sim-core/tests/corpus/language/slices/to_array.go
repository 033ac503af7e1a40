package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	a := [4]int(s)
	a[0] = 100
	p := (*[2]int)(s)
	p[1] = 200
	fmt.Println(s, a, *p, len(p))
	var n []int
	fmt.Println((*[0]int)(n) == nil, (*[0]int)([]int{}) == nil, [0]int(n))
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = [5]int(s)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = (*[5]int)(s[:3])
	}()
	b := [...]string{2: "c", 0: "a", 5: "f"}
	fmt.Println(len(b), b, fmt.Sprintf("%q", b))
	c := []int{5: 1, 2, 1: 7}
	fmt.Println(c, len(c))
	m := [2][3]int{{1, 2, 3}, {4}}
	m2 := m
	m2[0][0] = 50
	fmt.Println(m, m2, m == m2, m == [2][3]int{{1, 2, 3}, {4, 0, 0}})
	for i := range len(m) {
		fmt.Print(m[i][len(m[i])-1], " ")
	}
	fmt.Println()
}
