package main

import "fmt"

var x = 1

type T int

func f() (x int, err error) {
	x, y := 5, 6
	_ = y
	{
		x := 7
		x++
		_ = x
	}
	if x := 8; x > 3 {
		x = 9
	} else if z := x; z > 1 {
		fmt.Println(z)
	}
	return
}

func main() {
	fmt.Println(f())
	fmt.Println(x)
	x := x + 1
	{
		x := x * 10
		x, y := x+1, 2
		fmt.Println(x, y)
	}
	fmt.Println(x)
	type T struct{ v string }
	fmt.Println(T{"local"})
	int := 5
	fmt.Println(int)
	true := false
	fmt.Println(true, !true)
	len := func(s string) string { return s + "!" }
	fmt.Println(len("x"))
	a, b := 1, 2
	b, c := 3, 4
	fmt.Println(a, b, c)
	for x := 0; x < 2; x++ {
		x := x * 5
		fmt.Print(x, " ")
	}
	switch x := any(x).(type) {
	case string:
		fmt.Println(x)
	default:
		fmt.Println("default", x)
	}
	func(x string) { fmt.Println(x) }("param")
	nil := "shadowed nil"
	fmt.Println(nil)
	string := fmt.Sprint
	fmt.Println(string(1, 2))
}
