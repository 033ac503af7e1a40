package main

import "fmt"

func two() (int, int)             { return 4, 5 }
func mixed() ([]int, int, int)    { return []int{1}, 2, 3 }
func sum(xs ...int) (t int)       { for _, x := range xs { t += x }; return }
func named(s string, xs ...any) string { return fmt.Sprint(append([]any{s, len(xs), xs == nil}, xs...)...) }
func pair() (string, any)         { return "p", 1 }
func set(xs ...int)               { if len(xs) > 0 { xs[0] = 99 } }

func main() {
	fmt.Println(sum(two()), sum(), sum([]int{1, 2, 3}...))
	fmt.Println(append(mixed()))
	fmt.Println(named("a"), named("b", nil), named("c", nil...), named(pair()), named("d", []any{1, 2}...), named("e", []int{1, 2}))
	s := []int{1, 2}
	set(s...)
	set(s[1], s[0])
	fmt.Println(s)
	fmt.Println(two())
	f := func(a, b int) (int, int) { return b, a }
	fmt.Println(f(f(two())))
	fmt.Println(min(two()) + max(two()))
}
