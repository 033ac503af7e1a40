package main

import "fmt"

func lbl() {
outer:
	for i := 0; i < 3; i++ {
	inner:
		for j := range 3 {
			switch {
			case j == 1: continue inner
			case i == 1: continue outer
			case i == 2: break outer
			}
			fmt.Print(i, j, " ")
		}
	}
sw:
	switch x := 3; {
	case x > 2:
		for { if x > 5 { break sw }; x++ }
	default: fmt.Println("no")
	}
	fmt.Println("after")
	i := 0
loop:
	if i < 3 { i++; goto loop }
	fmt.Println(i)
	c := make(chan int, 1)
sel:
	select {
	case c <- 1: if i == 3 { break sel }; fmt.Println("never")
	default:
	}
	{ goto end }
end:
	fmt.Println("end")
}

func sw(x any) string {
	switch v := x.(type) {
	case nil: return "nil"
	case int, int8: return fmt.Sprintf("int-ish %v %T", v, v)
	case func() string: return v()
	case []int: return fmt.Sprint("slice", len(v))
	case error: return "err " + v.Error()
	case interface{ Foo() }: return "foo"
	case map[string]int, *int: return fmt.Sprintf("%T", v)
	case struct{ X int }: return fmt.Sprint("struct", v.X)
	case chan<- int: return "send chan"
	default: return fmt.Sprintf("other %T", v)
	}
}

type Foo struct{}
func (Foo) Foo() {}

func ft(n int) {
	switch n {
	case 0: fmt.Print("0 "); fallthrough
	case 1: fmt.Print("1 "); fallthrough
	default: fmt.Print("d "); fallthrough
	case 2: fmt.Print("2 ")
	case 3, 4: fmt.Print("34 ")
	}
	fmt.Println()
}
func call(s string, v int) int { fmt.Print(s, " "); return v }

func main() {
	lbl()
	fmt.Println(sw(nil), sw(1), sw(int8(2)), sw(func() string { return "f" }), sw([]int{1}), sw(fmt.Errorf("e")), sw(Foo{}), sw(&Foo{}), sw(new(int)), sw(map[string]int{}), sw(struct{ X int }{4}), sw(make(chan<- int)), sw(make(chan int)), sw(2.5))
	for i := 0; i < 6; i++ { ft(i) }
	switch call("tag", 2) { case call("a", 1), call("b", 2), call("c", 3): fmt.Println("hit"); case call("d", 4): }
	switch x := call("init", 1); call("t", x) { default: fmt.Println("def"); case 5: }
	switch { case true: fmt.Println("t") }
	switch i := any(3).(type) { case string: _ = i; default: fmt.Println(i) }
	var f func()
	switch f := func() int { return 4 }; f() { case 4: fmt.Println("4") }
	_ = f
	for i, r := range "aé\xff世" { fmt.Print(i, ":", r, " ") }
	fmt.Println()
	for i := range "abc" { fmt.Print(i) }
	for range 3 { fmt.Print(".") }
	for i := range 2 { i += 10; fmt.Print(i, " ") }
	var n8 uint8 = 3
	for i := range n8 { fmt.Printf("%T%v ", i, i) }
	const c = 2
	for i := range c { fmt.Printf("%T ", i) }
	for i := range -1 { fmt.Print("never", i) }
	fmt.Println()
	arr := [3]int{1, 2, 3}
	for i, v := range arr { arr[2] = 10; if i == 2 { fmt.Println(v) } }
	for i, v := range &arr { arr[2] = 20; if i == 2 { fmt.Println(v) } }
	sl := arr[:]
	for i, v := range sl { sl[2] = 30; sl = append(sl, 1); if i == 2 { fmt.Println(v, len(sl)) } }
	var pa *[5]int
	for i := range pa { fmt.Print(i) }
	fmt.Println(len(pa))
	ch := make(chan int, 3); ch <- 1; ch <- 2; close(ch)
	for v := range ch { fmt.Print(v, ",") }
	var nm map[string]int
	for range nm { fmt.Print("never") }
	var x struct{ k, v int }
	for x.k, x.v = range []int{5, 6} { fmt.Print(x, ";") }
	m := map[string]int{"z": 1}
	for m["k"], m["v"] = range []int{7, 8} {}
	fmt.Println(m)
	if v, ok := m["z"]; !ok { fmt.Println("no") } else if w := v * 2; w > 1 { fmt.Println(v, w) } else { fmt.Println(w) }
	for i, j := 0, 10; i < j; i, j = i+1, j-2 { fmt.Print(i, j, " ") }
	var fs []func() int
	for i := 0; i < 3; i++ { fs = append(fs, func() int { i *= 2; return i }) ; i += 0 }
	for _, f := range fs { fmt.Print(f(), f(), " ") }
	fmt.Println()
	defer func() { fmt.Println("r", recover()) }()
	var e error
	switch e.(type) { case nil: fmt.Println("nil err") }
	switch e.(error) { default: }
}
