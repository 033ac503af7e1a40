package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4, 5}
	fmt.Println(copy(s[1:], s), s)
	s = []int{1, 2, 3, 4, 5}
	fmt.Println(copy(s, s[2:]), s)
	b := make([]byte, 3)
	fmt.Println(copy(b, "héllo"), b)
	fmt.Println(copy(s, []int(nil)), copy([]int(nil), s))
	s = append(s[:1], s[2:]...)
	fmt.Println(s, s[:5])
	s = append(s, s...)
	fmt.Println(s)
	s = append(s[:2], append([]int{77, 78}, s[2:]...)...)
	fmt.Println(s)
	t := append([]byte("ab"), "cd"...)
	fmt.Println(string(t))
	x := [][]int{{1}, {2}}
	y := append([][]int(nil), x...)
	y[0][0] = 9
	y[1] = []int{8}
	fmt.Println(x, y)
	z := x[:1]
	z = append(z, []int{7})
	fmt.Println(x, z)
}
