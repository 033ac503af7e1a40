package main

import "fmt"

type S []int

func (s S) Pair() (S, int) { return s, 9 }

func strs() ([]string, string) { return []string{"a"}, "b" }
func ifs() ([]fmt.Stringer, T) { return nil, T(4) }
func bstr() ([]byte, string)   { return make([]byte, 2), "hey" }
func mk2() (map[string]int, string) { return m, "k" }

type T int

func (t T) String() string { return fmt.Sprintf("T%d", int(t)) }

var m = map[string]int{"k": 1, "l": 2}
var global = append(strs())
var best = max(nums())

func nums() (int, int, int) { return 3, 8, 5 }
func fl() (float64, float64) { return 1.5, -2 }
func gen[E any](s []E, e E) ([]E, E) { return s, e }
func two() (a []int, b int) { return []int{1}, 2 }

func main() {
	fmt.Println(global, best, append(S{1}.Pair()), append(ifs())[0])
	fmt.Println(copy(bstr()), append(gen([]int{1}, 2)))
	delete(mk2())
	fmt.Println(m, real(complex(fl())), min(fl()))
	x := append(append(two()), max(nums()))
	fmt.Println(x, len(append(two())), cap(append(strs())) > 0)
	for i := range 2 {
		y := append(two())
		y[0] = i
		fmt.Println(y, append(two()))
	}
	defer func() { recover(); fmt.Println("rec") }()
	defer delete(mk2())
	var nilm map[string]int
	g := func() (map[string]int, string) { return nilm, "x" }
	delete(g())
	a, b := append(two()), max(nums())
	fmt.Println(a, b)
	f := func() (any, any) { return 1, "x" }
	_ = f
	var c chan []int = make(chan []int, 1)
	c <- append(two())
	fmt.Println(<-c)
	h := func() (int, int) { panic("p") }
	fmt.Println(min(h()))
}
