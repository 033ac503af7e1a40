package main

import "fmt"

func idx(s string, i int) int { fmt.Print(s, " "); return i }

type T struct{ k, v int }

func main() {
	x := []int{1, 2, 3}
	i := 0
	for i, x[i] = range []int{5, 6} {
	}
	fmt.Println(x, i)
	for x[idx("k", 0)], x[idx("v", 1)] = range []int{7, 8} {
		fmt.Print(x, ";")
	}
	fmt.Println()
	var t T
	p := &t
	for p.k, p.v = range [2]int{3, 4} {
		fmt.Print(t, p == &t, ";")
	}
	arr := [3]int{1, 2, 3}
	for i, arr[i] = range &arr {
	}
	fmt.Println(arr, i)
	i = 0
	var r [4]rune
	for i, r[i] = range "héy" {
	}
	fmt.Println(r, i)
	m := map[string]int{"only": 4}
	var ks [2]string
	got := map[string]int{}
	for ks[0], got[ks[0]] = range m {
	}
	fmt.Println(ks, got)
	i = 0
	for i, x[i] = range func(y func(int, int) bool) { _ = y(1, 50) && y(2, 60) } {
		fmt.Print(i, x, ";")
	}
	var e any
	var q *int
	for e, q = range []*int{nil, &i} {
		fmt.Println(e, q == &i)
	}
	i = 0
	g := func() (int, int) { return 2, 9 }
	i, x[i] = g()
	fmt.Println(i, x)
	i, x[i] = x[0], i
	fmt.Println(i, x)

	oks := [2]bool{}
	x[0], oks[x[1]&1] = m["only"]
	fmt.Println(x, oks)
	for x[0], x[1] = range x {
		fmt.Print(x)
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover(), i) }()
		var np *T
		for i, np.v = range []int{1, 2} {
		}
	}()
	func() {
		defer func() { fmt.Println(recover(), i) }()
		for i, x[i+10] = range []int{1, 2} {
		}
	}()
}
