package main

import "fmt"

type N struct{ v int }

func main() {
	a, b := &N{1}, &N{1}
	m := map[*N]string{a: "a", b: "b"}
	a.v = 100
	fmt.Println(m[a], m[b], len(m))
	c := a
	m[c] = "changed"
	fmt.Println(m[a])
	ch1, ch2 := make(chan int), make(chan int)
	cm := map[chan int]int{ch1: 1, ch2: 2}
	fmt.Println(cm[ch1], cm[ch2], cm[nil])
	im := map[fmt.Stringer]int{}
	im[nil]++
	fmt.Println(im[nil], len(im))
	arr := map[[2]*N]int{{a, b}: 7}
	fmt.Println(arr[[2]*N{a, b}], arr[[2]*N{b, a}])
}
