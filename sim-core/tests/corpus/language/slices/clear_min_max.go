package main

import "fmt"

type N int

func main() {
	s := []string{"a", "b", "c"}
	clear(s[:2])
	fmt.Printf("%q %d\n", s, len(s))
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a", "c"), max(N(3), 4))
	x, y := 0.0, -1.5
	fmt.Println(min(x, y), max(x, y), min(y, y))
	var z float64
	nan := z / z
	fmt.Println(min(nan, 1), max(1, nan), min(0.0, -z), max(-z, z))
	const c = min(10, 20) + max(1, 2)
	var arr [c]int
	fmt.Println(len(arr))
	var u8 uint8 = 200
	fmt.Println(min(u8, 100), max(u8, 201))
	clear([]int(nil))
	ss := [][]int{{1}, {2}}
	clear(ss)
	fmt.Println(ss, ss[0] == nil)
}
