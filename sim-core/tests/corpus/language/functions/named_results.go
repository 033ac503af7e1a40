package main

import "fmt"

func split(sum int) (x, y int) {
	x = sum * 4 / 9
	y = sum - x
	return
}

func shadow(n int) (res string, err error) {
	if n > 0 {
		res := "inner"
		_ = res
		return "big", nil
	}
	res = "small"
	return
}

func swap(a, b string) (string, string) { return b, a }

func three() (a int, b string, c []int) {
	return 1, "two", []int{3}
}

func wrap() (int, string, []int) { return three() }

func iface() (interface{}, error) { return conc() }
func conc() (interface{}, error)  { return 5, nil }

func variadic(prefix string, xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	fmt.Print(prefix, len(xs), xs == nil, " ")
	return
}

func args() (string, int, int) { return "spread", 3, 4 }

func fib() (r []int) {
	a, b := 0, 1
	for len(r) < 10 {
		r = append(r, a)
		a, b = b, a+b
	}
	return r
}

func swapNamed() (a, b int) {
	a, b = 1, 2
	return b, a
}

func anyArgs(xs ...interface{}) int { return len(xs) }

func main() {
	fmt.Println(split(17))
	fmt.Println(shadow(1))
	fmt.Println(shadow(0))
	a, b := swap("x", "y")
	fmt.Println(a, b)
	fmt.Println(wrap())
	fmt.Println(iface())
	fmt.Println(variadic("a"), variadic("b", 1, 2), variadic("c", []int{1, 2, 3}...))
	fmt.Println(variadic(args()))
	fmt.Println(fib())
	fmt.Println(swapNamed())
	fmt.Println(anyArgs(three()), anyArgs(), anyArgs(nil), anyArgs(1, "2"))
	x, _, z := three()
	_, y, _ := three()
	fmt.Println(x, y, z)
}
