package main

import "fmt"

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func say(s string, v int) int { fmt.Println("call", s); return v }
func boom(s string) int       { panic(s) }

type T struct{ n int }

func main() {
	var np *T
	var nm map[string]int
	var ns []int
	z := 0
	try("deref+call", func() { fmt.Println(np.n + say("a", 1)) })
	try("index+call", func() { fmt.Println(ns[0] + say("a", 1)) })
	try("index+boom", func() { fmt.Println(ns[z] + boom("b")) })
	try("div+call", func() { fmt.Println(1/z + say("a", 1)) })
	try("assign idx", func() { ns[say("i", 3)] = say("v", 1) })
	try("assign idx boom", func() { ns[5] = boom("v") })
	try("assign map", func() { nm["a"] = say("v", 1) })
	try("assign map boom", func() { nm["a"] = boom("v") })
	try("assign np", func() { np.n = say("v", 1) })
	try("assign np boom", func() { np.n = boom("v") })
	try("arg", func() { fmt.Println(np.n, say("a", 1)) })
	try("arg boom", func() { fmt.Println(np.n, boom("a")) })
	try("conv", func() { var e any = "x"; fmt.Println(e.(int), say("a", 1)) })
	try("conv+boom", func() { var e any = "x"; fmt.Println(e.(int) + boom("a")) })
	try("2 assign", func() { ns[0], z = 1, say("q", 2) })
	try("2 assign np", func() { np.n, ns[1] = 1, 2 })
	try("2 assign ns", func() { ns[1], np.n = 1, 2 })
	try("lit", func() { _ = []int{np.n, say("x", 1), ns[1]} })
	try("lit2", func() { _ = T{np.n + say("x", 1)} })
	try("and", func() { fmt.Println(np.n == 1 && say("x", 1) == 1) })
	try("slice", func() { fmt.Println(ns[1:say("s", 2)], say("t", 1)) })
	try("mul", func() { fmt.Println(ns[0]*np.n + say("t", 1)) })
	try("call arg", func() { f := func(a, b int) {}; f(ns[0], say("t", 1)) })
	try("call nil func", func() { var f func(int); f(say("t", 1)) })
	try("call nil method", func() { var s fmt.Stringer; fmt.Println(s.String(), say("t", 1)) })
	try("recv idx", func() { cs := []chan int{}; fmt.Println(<-cs[0], say("t", 1)) })
	try("ret", func() { r := func() (int, int) { return np.n, say("t", 1) }; r() })
	try("op assign", func() { ns[0] += say("t", 1) })
	try("map op assign", func() { nm["a"] += say("t", 1) })
	try("copy", func() { copy(ns[1:], []int{say("c", 1)}) })
	try("append", func() { ns = append(ns, np.n, say("c", 1)) })
	try("arr ptr", func() { var pa *[3]int; fmt.Println(pa[1] + say("c", 1)) })
	try("arr ptr len", func() { var pa *[3]int; fmt.Println(len(pa), say("c", 1)) })
	try("make", func() { n := -1; _ = make([]int, n, say("c", 1)) })
	try("star", func() { *np = T{say("x", 3)} })
	try("unhash", func() { m := map[any]int{}; m[[]int{}] = say("x", 3) })
	try("shift", func() { n := -1; fmt.Println(1<<n + say("x", 2)) })
	try("send", func() { var c chan int = make(chan int, 1); c <- np.n + say("x", 1) })
	try("if", func() { if np.n+say("x", 1) > 0 {} })
	try("switch", func() { switch np.n + say("x", 1) { case say("y", 2): } })
}
