package main

import (
	"fmt"
	"math"
)

type key struct {
	a int
	b string
}
type name string

func (n name) String() string { return "N(" + string(n) + ")" }

type inner struct{ m map[string]int }

func main() {
	fmt.Println(map[string]int{"z": 1, "a": 2, "m": 3}, map[int]string{3: "c", -1: "n", 2: "b"})
	fmt.Println(map[float64]int{math.Inf(1): 1, -2: 2, 0.5: 3}, map[bool]int{true: 1, false: 0})
	fmt.Println(map[key][]int{{2, "b"}: {1}, {1, "z"}: nil, {1, "a"}: {2, 3}})
	fmt.Println(map[any]int{"s": 1, 2: 2, "a": 4, 1: 5})
	fmt.Println(map[[2]int]bool{{2, 1}: true, {1, 9}: false})
	fmt.Println(map[name]name{"b": "1", "a": "2"})
	fmt.Printf("%v %+v %#v\n", inner{map[string]int{"x": 1}}, inner{nil}, inner{map[string]int{"x": 1}})
	fmt.Printf("%d %x %q %s\n", map[string]int{"a": 255}, map[string]int{"a": 255}, map[string]string{"a": "b"}, map[name]int{"q": 1})
	fmt.Printf("%#v %#v %T\n", map[string]bool(nil), map[key]int{{1, "x"}: 2}, map[string][]map[int]bool{})
	big := map[int]int{}
	for i := 0; i < 100; i++ {
		big[i*7%100] = i
	}
	for i := 0; i < 100; i += 3 {
		delete(big, i)
	}
	fmt.Println(len(big), big)
	p := &map[string]int{"p": 1}
	fmt.Println(p, *p)
	nested := map[string]map[string]int{"x": {"b": 1, "a": 2}, "y": nil}
	fmt.Println(nested)
	var nilm map[string]int
	fmt.Println(nilm, len(nilm))
	fmt.Printf("%v %v\n", map[string]any{"a": nil, "b": []any{1, "x"}}, map[*int]int{nil: 1})
	type pt struct{ X, Y float64 }
	fmt.Printf("%+v %v\n", map[string]pt{"o": {}}, map[complex128]int{1 + 2i: 1, 1 + 1i: 2})
	fmt.Printf("%6d|%-4v|\n", map[string]int{"a": 1}, map[int]int{1: 2})
}
