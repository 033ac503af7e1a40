package main

import (
	"fmt"
	"sort"
	"strings"
)

func main() {
	text := "the quick brown fox jumps over the lazy dog the end"
	count := map[string]int{}
	byLen := map[int]map[string]bool{}
	for _, w := range strings.Fields(text) {
		count[w]++
		if byLen[len(w)] == nil {
			byLen[len(w)] = map[string]bool{}
		}
		byLen[len(w)][w] = true
	}
	type kv struct {
		k string
		v int
	}
	var all []kv
	for k, v := range count {
		all = append(all, kv{k, v})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].v > all[j].v || all[i].v == all[j].v && all[i].k < all[j].k })
	fmt.Println(all[:3], len(byLen[3]), byLen[5])
}
