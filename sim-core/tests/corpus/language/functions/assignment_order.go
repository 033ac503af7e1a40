package main

import "fmt"

type T struct{ a, b int; p *T; m map[string]int; s []int }

func idx(s string, i int) int { fmt.Print(s, " "); return i }
func pt(s string, t *T) *T { fmt.Print(s, " "); return t }

func main() {
	a, b, c := 1, 2, 3
	a, b, c = c, a, b
	fmt.Println(a, b, c)
	s := []int{0, 1, 2}
	i := 0
	i, s[i] = 2, 9
	fmt.Println(i, s)
	s[0], s[0] = 1, 2
	fmt.Println(s)
	s[idx("l", 1)], s[idx("l2", 2)] = idx("r", 5), idx("r2", 6)
	fmt.Println(s)
	t := &T{m: map[string]int{}, s: []int{1, 2, 3}}
	t.p = t
	t, t.a = &T{b: 7}, 5
	fmt.Println(t.a, t.b)
	x := []int{1, 2, 3}
	j := 0
	j, x[j], x[1] = 1, x[1], x[0]
	fmt.Println(j, x)
	x, x[0] = []int{7}, 100
	fmt.Println(x)
	m := map[string]int{"a": 1}
	m["a"], m["b"] = m["b"], m["a"]
	fmt.Println(m)
	arr := [2][2]int{{1, 2}, {3, 4}}
	arr[0], arr[1] = arr[1], arr[0]
	fmt.Println(arr)
	brr := arr
	brr[0][0] = 99
	arr[0] = brr[0]
	fmt.Println(arr, brr)
	p, q := &arr[0], &arr[1]
	*p, *q = *q, *p
	fmt.Println(arr)
	st := T{a: 1}
	st, st2 := T{a: st.a + 1}, st
	fmt.Println(st.a, st2.a)
	var e any = st.a
	e, n := 5, e
	fmt.Println(e, n)
	pt("x", t).a, pt("y", t).b = 1, 2
	fmt.Println(t.a, t.b)
	f := func() (int, int) { return t.b, t.a }
	t.a, t.b = f()
	fmt.Println(t.a, t.b)
	var ok bool
	m2 := map[int]int{1: 2}
	t.a, ok = m2[idx("k", 1)]
	fmt.Println(t.a, ok)
	x = []int{1, 2, 3, 4}
	copy(x[1:], x)
	fmt.Println(x)
	x = append(x[:1], x[2:]...)
	fmt.Println(x, len(x), cap(x))
	y := x[:2:2]
	y = append(y, 50)
	fmt.Println(x, y)
	i = 1
	x[i], i = 8, 0
	fmt.Println(x, i)
	x[i]++
	x[idx("once", 1)] += 10
	x[0] <<= 2
	m["z"] |= 6
	m["z"] &^= 2
	fmt.Println(x, m)
	var np *T
	func() { defer func() { fmt.Println(recover(), a) }(); a, np.a = 50, 1 }()
	func() { defer func() { fmt.Println(recover(), a) }(); np.a, a = 1, 60 }()
	var nm map[string]int
	func() { defer func() { fmt.Println(recover(), a) }(); a, nm["x"] = 70, 1 }()
	func() { defer func() { fmt.Println(recover(), a) }(); a, x[10] = 80, idx("v", 1) }()
	func() { defer func() { fmt.Println(recover(), a) }(); x[idx("i", 10)], a = idx("v", 1), 90 }()
	func() { defer func() { fmt.Println(recover()) }(); for i, np.a = range []int{1} {} }()
	for i, x[i] = range []int{5, 6} {}
	fmt.Println(x, i)
}
