package main

import "fmt"

type K struct{ a any }

func try(name string, f func()) {
	defer func() { r := recover(); _, isError := r.(interface{ RuntimeError() }); fmt.Printf("%s: %v %v\n", name, r, isError) }()
	f()
}

func main() {
	var n map[any]int
	e := map[any]int{}
	big := map[any]int{}
	for i := range 100 { big[i] = i }
	for i := range 100 { delete(big, i) }
	s := map[any]int{1: 2}
	l := map[any]int{}
	for i := range 100 { l[i] = i }
	k := any([]int{})
	try("nil get", func() { _ = n[k] })
	try("nil get2", func() { _, _ = n[k] })
	try("nil del", func() { delete(n, k) })
	try("nil set", func() { n[k] = 1 })
	try("nil set ok", func() { n[1] = 1 })
	try("empty get", func() { _ = e[k] })
	try("empty get2", func() { _, _ = e[k] })
	try("empty del", func() { delete(e, k) })
	try("empty set", func() { e[k] = 1 })
	try("emptied get", func() { _ = big[k] })
	try("small get", func() { _ = s[k] })
	try("small del", func() { delete(s, k) })
	try("small set", func() { s[k] = 1 })
	try("small op", func() { s[k]++ })
	try("large get", func() { _ = l[k] })
	try("large del", func() { delete(l, k) })
	try("large set", func() { l[k] = 1 })
	var ks map[K]int
	try("struct nil get", func() { _ = ks[K{k}] })
	var ks2 map[[2]any]int
	try("array nil get", func() { _ = ks2[[2]any{1, K{map[int]int{}}}] })
	try("func nil get", func() { _ = n[func() {}] })
	var ki map[fmt.Stringer]int
	try("iface nil get", func() { _ = ki[St{}] })
	try("iface nil del", func() { delete(ki, St{}) })
	try("lit", func() { _ = map[any]int{k: 1} })
	clear(l)
	try("cleared", func() { _ = l[k] })
	try("nil iface", func() { _ = n[nil]; fmt.Println("fine") })
}

type St []int

func (St) String() string { return "" }
