//go:build go1.21

package slices

import (
	"cmp"
	"sort"
)

// Sorting. It is package sort's algorithm, which Go has in three copies here for
// speed; they compare and swap the same elements.

// byCmp is a slice to be sorted by a comparison.
type byCmp[E any] struct {
	s   []E
	cmp func(a, b E) int
}

func (x byCmp[E]) Len() int           { return len(x.s) }
func (x byCmp[E]) Less(i, j int) bool { return x.cmp(x.s[i], x.s[j]) < 0 }
func (x byCmp[E]) Swap(i, j int)      { x.s[i], x.s[j] = x.s[j], x.s[i] }

// ordered is a slice to be sorted in its type's own order.
type ordered[E cmp.Ordered] []E

func (x ordered[E]) Len() int           { return len(x) }
func (x ordered[E]) Less(i, j int) bool { return cmp.Less(x[i], x[j]) }
func (x ordered[E]) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

func Sort[S ~[]E, E cmp.Ordered](x S)                         { sort.Sort(ordered[E](x)) }
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int)       { sort.Sort(byCmp[E]{x, cmp}) }
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { sort.Stable(byCmp[E]{x, cmp}) }
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool                { return sort.IsSorted(ordered[E](x)) }

func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	return sort.IsSorted(byCmp[E]{x, cmp})
}

// Min panics if x is empty; NaN if one is there.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = min(m, v)
	}
	return m
}

func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) < 0 {
			m = v
		}
	}
	return m
}

func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = max(m, v)
	}
	return m
}

func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) > 0 {
			m = v
		}
	}
	return m
}

// BinarySearch is where target is, or would be, in sorted x, and whether it is.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	i := sort.Search(len(x), func(i int) bool { return !cmp.Less(x[i], target) })
	return i, i < len(x) && (x[i] == target || x[i] != x[i] && target != target)
}

func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	i := sort.Search(len(x), func(i int) bool { return cmp(x[i], target) >= 0 })
	return i, i < len(x) && cmp(x[i], target) == 0
}
