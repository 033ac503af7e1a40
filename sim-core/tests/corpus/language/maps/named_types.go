package main

import (
	"fmt"
	"sort"
)

type Set map[string]struct{}

func (s Set) Add(x string)      { s[x] = struct{}{} }
func (s Set) Has(x string) bool { _, ok := s[x]; return ok }
func (s Set) Sorted() []string {
	out := make([]string, 0, len(s))
	for k := range s {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

type Key struct{ a, b int8 }
type Grid map[Key]rune

func (g Grid) String() string { return fmt.Sprintf("grid of %d", len(g)) }

func main() {
	s := Set{}
	s.Add("b")
	s.Add("a")
	s.Add("b")
	fmt.Println(s.Has("a"), s.Has("c"), s.Sorted(), len(s), s)
	g := Grid{{1, 2}: 'x', {-1, 0}: 'y'}
	fmt.Println(g, g[Key{1, 2}], string(g[Key{-1, 0}]), g[Key{}])
	fmt.Printf("%d %T\n", map[Key]rune(g)[Key{1, 2}], g)
	var n Set
	fmt.Println(n == nil, n.Has("x"), len(n))
	e := map[bool]map[int8]string{true: {1: "one"}, false: nil}
	fmt.Println(e)
}
