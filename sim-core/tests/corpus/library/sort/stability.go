package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
)

type P struct {
	name string
	age  int
}
type byAge []P

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	var ps []P
	for i := range 30 {
		ps = append(ps, P{fmt.Sprint("p", i), i * 7 % 5})
	}
	qs := slices.Clone(ps)
	sort.Stable(byAge(ps))
	slices.SortStableFunc(qs, func(a, b P) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(slices.Equal(ps, qs), ps[:8])
	sort.SliceStable(qs, func(i, j int) bool { return qs[i].age > qs[j].age })
	fmt.Println(qs[:7])
	xs := []int{5, 2, 8, 1, 9, 3}
	sort.Ints(xs)
	fmt.Println(xs, sort.SearchInts(xs, 8), sort.SearchInts(xs, 4), sort.IsSorted(sort.IntSlice(xs)))
	sort.Sort(sort.Reverse(sort.IntSlice(xs)))
	fmt.Println(xs)
	ss := []string{"b", "A", "a", "é", "z"}
	sort.Strings(ss)
	fmt.Println(ss, sort.Search(100, func(i int) bool { return i*i >= 50 }))
	fs := sort.Float64Slice{2.5, -1, 0}
	fs.Sort()
	fmt.Println(fs)
	i, found := slices.BinarySearch([]string{"a", "c"}, "b")
	fmt.Println(i, found)
	slices.SortFunc(xs, func(a, b int) int { return cmp.Or(cmp.Compare(a%3, b%3), cmp.Compare(a, b)) })
	fmt.Println(xs, slices.IsSorted(xs), slices.Max(xs), slices.Min(xs), slices.MaxFunc(qs, func(a, b P) int { return cmp.Compare(a.name, b.name) }))
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()
	k := sort.Find
	n, ok := k(3, func(i int) int { return 1 - i })
	fmt.Println(n, ok)
}
