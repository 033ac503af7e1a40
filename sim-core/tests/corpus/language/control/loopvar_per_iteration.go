package main

import "fmt"

func main() {
	var fs []func() int
	var ps []*int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
		ps = append(ps, &i)
		if i == 1 {
			i++
		}
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	for i, s := range []string{"a", "b"} {
		defer func() { fmt.Print(i, s, " ") }()
	}
	var gs []func()
	for k, v := range map[string]int{"one": 1} {
		gs = append(gs, func() { fmt.Println(k, v) })
	}
	gs[0]()
	var x int
	for x = 0; x < 2; x++ {
		defer func() { fmt.Print(x, " ") }()
	}
	for i := range 2 {
		i := i * 100
		defer func() { fmt.Print(i, " ") }()
	}
	var addr [3]*int
	for i := 0; i < 3; i++ {
		addr[i] = &i
		i := i
		_ = i
	}
	fmt.Println(*addr[0], *addr[1], *addr[2], addr[0] != addr[1])
}
