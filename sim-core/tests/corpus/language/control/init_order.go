package main

import "fmt"

var (
	a = b + 1
	b = f()
	c, d = g()
	e = func() int { return a * 10 }()
	_ = note("blank")
	z = [3]int{a, b, c}
	m = map[string]int{"a": a, "b": b}
	p = &q
	q = T{x: e}
	w interface{} = q
)

type T struct{ x int }

var log []string

func note(s string) int { log = append(log, s); return len(log) }

func f() int { note("f"); return 5 }

func g() (int, string) { note("g"); return b, "d" }

func init() { note("init1"); a++ }

func init() { note("init2"); p.x++ }

func main() {
	fmt.Println(a, b, c, d, e, z, m, *p, q, w, log)
}

func init() { note("init3") }
