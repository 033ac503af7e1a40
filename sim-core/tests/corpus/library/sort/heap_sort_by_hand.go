package main

import (
	"fmt"
	"slices"
	"sort"
)

func quick(a []int) {
	if len(a) < 2 {
		return
	}
	p := a[len(a)/2]
	i, j := 0, len(a)-1
	for i <= j {
		for a[i] < p {
			i++
		}
		for a[j] > p {
			j--
		}
		if i <= j {
			a[i], a[j] = a[j], a[i]
			i++
			j--
		}
	}
	quick(a[:j+1])
	quick(a[i:])
}

func merge(a []int) []int {
	if len(a) < 2 {
		return slices.Clone(a)
	}
	l, r := merge(a[:len(a)/2]), merge(a[len(a)/2:])
	out := make([]int, 0, len(a))
	for len(l) > 0 && len(r) > 0 {
		if l[0] <= r[0] {
			out, l = append(out, l[0]), l[1:]
		} else {
			out, r = append(out, r[0]), r[1:]
		}
	}
	return append(append(out, l...), r...)
}

func main() {
	x := uint32(1)
	var a []int
	for range 50 {
		x = x*1664525 + 1013904223
		a = append(a, int(x>>24))
	}
	want := slices.Clone(a)
	sort.Ints(want)
	m := merge(a)
	quick(a)
	fmt.Println(slices.Equal(a, want), slices.Equal(m, want), a[:5], a[45:])
}
