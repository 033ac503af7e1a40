package main

import "fmt"

func main() {
	s := []int{3, 1, 2}
	i := 0
	i, s[i] = 2, 9
	fmt.Println(i, s)
	s[0], s[1], s[2] = s[2], s[0], s[1]
	fmt.Println(s)
	for l, r := 0, len(s)-1; l < r; l, r = l+1, r-1 {
		s[l], s[r] = s[r], s[l]
	}
	fmt.Println(s)
	a, b := s, []int{7, 7, 7}
	a, b = b, a
	fmt.Println(a, b)
	p := &s[1]
	s = append(s, 1)
	*p = 50
	fmt.Println(s[1], *p)
	q := &s[1]
	s[1] = 60
	fmt.Println(*q)
	func() {
		defer func() { fmt.Println(recover(), s) }()
		var n []int
		s[0], n[0] = 100, 200
	}()
	x := []int{1, 2, 3}
	for j, v := range x {
		x = append(x, v*10)
		x[j]++
	}
	fmt.Println(x)
	arr := [3]int{1, 2, 3}
	for j, v := range arr {
		arr[2] = 100
		if j == 2 {
			fmt.Println(v)
		}
	}
	for j, v := range &arr {
		arr[2] = 200
		if j == 2 {
			fmt.Println(v)
		}
	}
}
