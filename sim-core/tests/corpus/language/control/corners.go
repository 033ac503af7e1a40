package main

import "fmt"

func gotos(n int) (s string) {
	i := 0
loop:
	if i < n {
		for j := 0; ; j++ {
			switch {
			case j == 2:
				i++
				goto loop
			case j == 1 && i == 1:
				goto done
			}
			s += fmt.Sprint(i, j, ";")
		}
	}
done:
	s += "end"
	return
}

func labels() {
outer:
	for i := range 3 {
	inner:
		for j := range 3 {
			select {
			default:
				if j == 1 {
					continue outer
				}
				if i == 2 {
					break inner
				}
			}
			fmt.Print(i, j, " ")
		}
		fmt.Print("after inner ")
	}
	fmt.Println()
blk:
	for {
		if true {
			break blk
		}
		fmt.Println("no")
	}
sw:
	switch x := 2; {
	case x > 1:
		for {
			break sw
		}
		fallthrough
	default:
		fmt.Println("no2")
	}
	switch x := any(3).(type) {
	case int, string:
		fmt.Printf("%T\n", x)
	}
	switch 5 {
	case 1:
	default:
		fmt.Println("def")
		fallthrough
	case 2:
		fmt.Println("two")
	}
	switch f := func() int { fmt.Print("once "); return 2 }; f() {
	case g(1), g(2), g(3):
		fmt.Println("hit")
	}
}
func g(i int) int { fmt.Print("g", i, " "); return i }

func closures() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		i := i
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	var ps []*int
	for i, j := 0, 5; i < j; i, j = i+1, j-1 {
		ps = append(ps, &i, &j)
		if i == 1 {
			j--
		}
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	for i := 0; i < 2; i++ {
		defer func() { fmt.Print("d", i, " ") }()
		for range 2 {
			defer fmt.Print("e", i, " ")
		}
	}
	func() {
		for i := 0; i < 6; i++ {
			f := func() { i++ }
			f()
			fmt.Print(i, " ")
		}
	}()
	fmt.Println()
}

func ranges() {
	for i := range 3 {
		i *= 2
		fmt.Print(i, " ")
	}
	for i := range int8(2) {
		fmt.Printf("%T%v ", i, i)
	}
	const n = 2
	for i := range n {
		fmt.Printf("%T ", i)
	}
	var u uint8 = 3
	for u = range u {
	}
	fmt.Print(u, " ")
	for range -3 {
		fmt.Print("never")
	}
	a := [3]int{1, 2, 3}
	for i, v := range a {
		a[2] = 10
		fmt.Print(i, v, " ")
	}
	for i, v := range &a {
		a[2] = 20
		fmt.Print(i, v, " ")
	}
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v)
		s[2] = 9
		fmt.Print(i, v, " ")
	}
	fmt.Println(s)
	for i, r := range "aé\xff世" {
		fmt.Print(i, ":", r, " ")
	}
	for i := range [...]string{5: "x"} {
		fmt.Print(i)
	}
	var np *[4]int
	for i := range np {
		fmt.Print(i)
	}
	fmt.Println(len(np))
	var x struct{ i, v int }
	for x.i, x.v = range []int{7, 8} {
	}
	m := map[int][]int{}
	for _, m[0] = range [][]int{{1}, {2}}[:1] {
	}
	idx := []int{0, 0, 0}
	k := 0
	for k, idx[k] = range []int{5, 6, 7} {
	}
	fmt.Println(x, len(m), idx, k)
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	for v := range c {
		fmt.Print(v, " ")
	}
	v, ok := <-c
	fmt.Println(v, ok)
	seq := func(y func(int, string) bool) {
		_ = y(1, "a") && y(2, "b") && y(3, "c")
	}
	for i, s := range seq {
		if i == 2 {
			continue
		}
		fmt.Print(i, s, " ")
	}
	for i := range seq {
		fmt.Print(i)
	}
	for range seq {
		fmt.Print(".")
	}
	for range func(y func() bool) { _ = y() && y() } {
		fmt.Print("!")
	}
	r := func() (res int) {
		defer func() { res *= 2 }()
		for i := range seq {
			defer func() { res += i }()
			for j := range seq {
				if i*j == 6 {
					return i*10 + j
				}
			}
		}
		return -1
	}()
	fmt.Println(r)
out:
	for i := range seq {
		for j := range seq {
			switch {
			case j == 2:
				continue out
			case i == 3:
				break out
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
}

func minmax() {
	var a, b = 3, 5
	fmt.Println(min(a, b, 2), max(1.5, 2, float64(a)), min("b", "a"), max('a', 1), min(0.0, -0.0))
	const c = min(1, 2.5, 'a')
	fmt.Printf("%T %v\n", c, c)
	m := map[float64]int{1: 1}
	nan := 0.0
	nan = nan / nan
	m[nan] = 2
	m[nan] = 3
	fmt.Println(len(m))
	clear(m)
	fmt.Println(len(m), max(nan, 1), min(1, nan))
	s := []string{"a", "b"}
	clear(s[:1])
	fmt.Printf("%q\n", s)
}

func main() {
	fmt.Println(gotos(3))
	labels()
	closures()
	ranges()
	minmax()
}
