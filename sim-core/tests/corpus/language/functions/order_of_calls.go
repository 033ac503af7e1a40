package main

import "fmt"

func t(s string) int {
	fmt.Print(s, " ")
	return len(s)
}

func pair(a, b int) (int, int) { return a, b }

type T struct{ n int }

func (r T) m(x int) T { fmt.Print("m", r.n, " "); r.n += x; return r }

func get(s string) []int { fmt.Print(s, " "); return []int{1, 2, 3} }

func main() {
	x := t("a") + t("bb")*t("ccc")
	fmt.Println(x)
	fmt.Println(T{1}.m(t("x")).m(t("yy")).n)
	get("s")[t("i")] = t("v")
	fmt.Println()
	a, b := pair(t("1"), t("22"))
	fmt.Println(a, b)
	_ = []int{t("e0"), t("e1")}
	_ = map[int]int{t("k"): t("v")}
	_ = struct{ a, b int }{b: t("fb"), a: t("fa")}
	fmt.Println()
	if t("q") == 1 && t("rr") == 3 || t("sss") == 3 {
		fmt.Println("yes")
	}
	switch t("tag") {
	case t("c1"), t("c22"):
		fmt.Println("match")
	case t("c3"):
	}
	defer fmt.Println("deferred", t("arg"))
	func(a, b int) { fmt.Println("in") }(t("p"), t("q"))
	for i := t("init"); i < t("cond!!"); i += t("p") {
		fmt.Print(i, " ")
	}
	fmt.Println()
}
