package main

import "fmt"

func gen(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i * i) {
				return
			}
		}
	}
}

func pairs(yield func(string, int) bool) {
	_ = yield("a", 1) && yield("b", 2) && yield("c", 3)
}

func find() int {
	for v := range gen(100) {
		if v > 50 {
			return v
		}
	}
	return -1
}

func main() {
	for i := range 3 {
		fmt.Print(i, " ")
	}
	for range 2 {
		fmt.Print("x ")
	}
	var u8 uint8 = 3
	for i := range u8 {
		fmt.Printf("%T%d ", i, i)
	}
	fmt.Println()
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		s[2] = 99
		fmt.Print(i, v, " ")
	}
	fmt.Println(s)
	var i, v int
	for i, v = range []int{5, 6} {
	}
	fmt.Println(i, v)
	for i := range s {
		s[i] = i
	}
	for range s[:2] {
		fmt.Print("r")
	}
	fmt.Println(s)
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	for x := range c {
		fmt.Print(x, " ")
	}
	for range c {
	}
	fmt.Println()
	m := map[string]int{"only": 1}
	for k, v := range m {
		fmt.Println(k, v)
	}
	for k := range m {
		fmt.Println(k)
	}
	arr := [3]string{"a", "b", "c"}
	for i, a := range arr {
		fmt.Print(i, a)
	}
	for i := range arr {
		fmt.Print(i)
	}
	fmt.Println()
	for v := range gen(10) {
		if v == 4 {
			continue
		}
		if v > 20 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println(find())
	for k, v := range pairs {
		fmt.Print(k, v, " ")
		if k == "b" {
			break
		}
	}
	fmt.Println()
outer:
	for a := range gen(4) {
		for b := range gen(4) {
			if b == 4 {
				continue outer
			}
			if a == 9 {
				break outer
			}
			fmt.Print(a, b, ";")
		}
	}
	fmt.Println()
	st := struct{ xs [2]int }{[2]int{7, 8}}
	for i, st.xs[0] = range []int{3, 4} {
	}
	fmt.Println(st, i)
}
