package main

import "fmt"

type T struct{}

func (T) String() string { return "T" }

func main() {
	fmt.Print("a", "b", 1, 2, "c", 3.5, true, nil, T{}, T{}, '\n', "\n")
	fmt.Print(1, 2, "\n")
	fmt.Print("x", 1, "\n")
	fmt.Println("a", 1, nil, []any{}, struct{}{}, T{}, &struct{ a int }{1})
	fmt.Println()
	fmt.Println("")
	fmt.Println("multi\nline", 'x', "tab\t|")
	s := fmt.Sprint()
	t := fmt.Sprintln("end", 1)
	fmt.Printf("%q %q %q\n", s, t, fmt.Sprint("a", 1, 2, "b", "c", 3))
	n, err := fmt.Println("héllo")
	fmt.Println(n, err)
	fmt.Println(fmt.Sprint(nil), fmt.Sprint(error(nil), 1), fmt.Sprint([]string{"a b", "c"}), fmt.Sprint(map[string]any{"z": 1, "a": []int{2}}))
	fmt.Println(1e9, 1e21, 100000000.0, float32(1)/3, -0.0, 1/3.0, int64(5), uint8(7), uintptr(9))
	fmt.Println([]float64{1, 2.5}, []byte("ab"), [2]rune{'a', 'b'}, []string(nil), [][]int{{1}, nil, {}})
	fmt.Println(string([]byte{104, 105}), []rune("é"), 'é', "\x00", "日本"[0])
	var p *T
	var e error
	var m map[string]int
	var f func()
	fmt.Println(e, m, f == nil, p == nil)
	fmt.Println(fmt.Append(nil, "x", 1), string(fmt.Appendf([]byte("p:"), "%03d", 5)))
}
