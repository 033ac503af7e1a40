// Capacities that append chooses, for elements of many sizes, with and without
// pointers, one by one and many at once.
package main

import "fmt"

type (
	b3  [3]byte
	b5  [5]byte
	w3  [3]int
	w17 [17]int
	ptr struct {
		p *int
		n [4]int
	}
)

func chain[T any](name string, n int) {
	var s []T
	var z T
	fmt.Print(name)
	last := -1
	for i := 0; i < n; i++ {
		s = append(s, z)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(" ", last)
		}
	}
	fmt.Println()
}

func many[T any](name string) {
	fmt.Print(name)
	for _, old := range []int{0, 1, 2, 5, 7, 31, 100, 255, 256, 257, 400} {
		for _, more := range []int{1, 2, 9, 300} {
			s := append(make([]T, old), make([]T, more)...)
			fmt.Print(" ", cap(s))
		}
	}
	fmt.Println()
}

func main() {
	chain[byte]("byte", 2000)
	chain[b3]("3 bytes", 700)
	chain[b5]("5 bytes", 700)
	chain[int16]("int16", 1500)
	chain[int]("int", 1500)
	chain[w3]("3 ints", 300)
	chain[w17]("17 ints", 40)
	chain[string]("string", 600)
	chain[*int]("pointer", 1500)
	chain[[]int]("slice", 300)
	chain[interface{}]("interface", 300)
	chain[ptr]("struct", 200)
	chain[struct{}]("nothing", 3)
	many[byte]("byte")
	many[int32]("int32")
	many[string]("string")
	many[w3]("3 ints")
	many[map[int]int]("map")

	var s []int
	s = append(s, s...)
	fmt.Println(s == nil, len(s), cap(s))
	s = append(s, 1, 2, 3, 4, 5)
	fmt.Println(len(s), cap(s))
	t := append([]byte("hello "), "world"...)
	t = append(t, t...)
	fmt.Println(string(t), len(t))
	u := append([]string(nil), []string{"a", "b", "c"}...)
	fmt.Println(u, len(u), cap(u))
}
