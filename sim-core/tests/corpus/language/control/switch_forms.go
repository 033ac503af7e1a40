package main

import "fmt"

func classify(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int-like %v", v)
	case string:
		return "string " + v
	case error:
		return "error " + v.Error()
	case fmt.Stringer:
		return "stringer " + v.String()
	case []int:
		return fmt.Sprint("slice ", len(v))
	case func() int:
		return fmt.Sprint("func ", v())
	case map[string]int, *int:
		return fmt.Sprintf("%T", v)
	case struct{ a int }:
		return fmt.Sprint("anon ", v.a)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

type S int

func (s S) String() string { return fmt.Sprintf("S(%d)", int(s)) }

func main() {
	n := 5
	for _, x := range []any{nil, 1, int64(2), int32(3), "s", fmt.Errorf("e"), S(4), []int{1}, func() int { return 7 }, map[string]int{}, &n, struct{ a int }{8}, [2]int{}} {
		fmt.Println(classify(x))
	}
	switch {
	case n > 3:
		fmt.Println("big")
		fallthrough
	case n > 100:
		fmt.Println("fell")
	default:
		fmt.Println("no")
	}
	switch n := n * 2; n {
	default:
		fmt.Println("default in the middle")
	case 10:
		fmt.Println("ten")
	case 11, 12:
	}
	switch x := 5; {
	case x == 5:
		if n == 5 {
			break
		}
		fmt.Println("unreached")
	}
	switch any(n) {
	case "5":
		fmt.Println("string")
	case 5:
		fmt.Println("int 5")
	}
	switch f := 1.0; f {
	case 1:
		fmt.Println("one")
	}
	switch {
	}
	switch x := any(S(1)).(type) {
	case fmt.Stringer:
		switch x {
		case S(1):
			fmt.Println("inner")
		}
	}
}
