package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("iterator done", n)
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func pairs[K comparable, V any](ks []K, vs []V) func(func(K, V) bool) {
	return func(yield func(K, V) bool) {
		for i := range ks {
			if !yield(ks[i], vs[i]) {
				return
			}
		}
	}
}

func nothing(yield func() bool) {
	for yield() {
	}
}

func find(n int) (r int) {
	for i := range count(10) {
		for j := range count(3) {
			if i*j == n {
				return i*10 + j
			}
		}
	}
	return -1
}

func main() {
	for i := range count(3) {
		fmt.Println(i)
	}
	for i := range count(5) {
		if i == 1 {
			continue
		}
		if i == 3 {
			break
		}
		fmt.Println("got", i)
	}
	for k, v := range pairs([]string{"a", "b"}, []int{1, 2}) {
		fmt.Println(k, v)
	}
	n := 0
	for range nothing {
		if n++; n == 4 {
			break
		}
	}
	fmt.Println(n, find(2))
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				continue outer
			}
			if i == 1 {
				break outer
			}
			fmt.Println("ij", i, j)
		}
	}
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		for i := range count(3) {
			if i == 1 {
				panic("in the body")
			}
		}
	}()
	for range count(2) {
	}
}
