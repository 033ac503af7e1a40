package main

import (
	"fmt"
	"math"
	"sort"
)

type pair struct{ k, id int }
type byK []pair

func (x byK) Len() int           { return len(x) }
func (x byK) Less(i, j int) bool { return x[i].k < x[j].k }
func (x byK) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

func gen(n, kinds, mode int) []pair {
	s := make([]pair, n)
	seed := uint32(n*31 + kinds*7 + mode)
	for i := range s {
		seed = seed*1664525 + 1013904223
		k := int(seed>>16) % kinds
		switch mode {
		case 1:
			k = i * kinds / n
		case 2:
			k = (n - i) * kinds / n
		case 3:
			k = i % kinds
		}
		s[i] = pair{k, i}
	}
	return s
}

func sum(s []pair) (h int) {
	for _, p := range s {
		h = h*31 + p.k*7 + p.id
		h %= 1000003
	}
	return h
}

func main() {
	for _, n := range []int{0, 1, 5, 12, 13, 40, 60, 200} {
		for _, kinds := range []int{1, 3, 1000} {
			for mode := 0; mode < 4; mode++ {
				a, b, c := gen(n, kinds, mode), gen(n, kinds, mode), gen(n, kinds, mode)
				sort.Sort(byK(a))
				sort.Slice(b, func(i, j int) bool { return b[i].k < b[j].k })
				sort.Stable(byK(c))
				fmt.Println(n, kinds, mode, sum(a), sum(b), sum(c))
			}
		}
	}
	x := []int{3, 1, 2}
	sort.Ints(x)
	f := []float64{2, math.NaN(), -1, math.Inf(-1)}
	sort.Float64s(f)
	s := []string{"b", "a", "C"}
	sort.Strings(s)
	fmt.Println(x, f, s, sort.SearchInts(x, 2), sort.SearchStrings(s, "aa"), sort.IntsAreSorted(x))
	sort.Sort(sort.Reverse(sort.IntSlice(x)))
	fmt.Println(x, sort.IsSorted(sort.IntSlice(x)), sort.Search(100, func(i int) bool { return i*i >= 50 }))
	fmt.Println(sort.Find(10, func(i int) int { return 4 - i }))
	words := []string{"bb", "a", "ccc", "dd", "e"}
	sort.SliceStable(words, func(i, j int) bool { return len(words[i]) < len(words[j]) })
	fmt.Println(words, sort.SliceIsSorted(words, func(i, j int) bool { return len(words[i]) < len(words[j]) }))
	type big struct {
		a, b string
		c    []int
	}
	bs := []big{{"x", "y", []int{1}}, {"a", "b", nil}, {"m", "n", []int{2, 3}}}
	sort.Slice(bs, func(i, j int) bool { return bs[i].a < bs[j].a })
	fmt.Println(bs)
}
