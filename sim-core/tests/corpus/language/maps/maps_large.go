// Large keys and elements, maps in maps, elements without size, and everything
// that can be done with an element.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type wide struct {
	id   int
	rest [20]int
	name string
}

type account struct {
	name    string
	balance int
	log     []string
}

func main() {
	byWide, ofWide := map[wide]int{}, map[int]wide{}
	for i := 0; i < 50; i++ {
		w := wide{id: i, name: strings.Repeat("x", i%4)}
		w.rest[i%20] = i
		byWide[w] = i
		ofWide[i] = w
	}
	good := 0
	for w, i := range byWide {
		if ofWide[i] == w {
			good++
		}
	}
	for i := 0; i < 50; i += 2 {
		delete(byWide, ofWide[i])
		delete(ofWide, i)
	}
	fmt.Println(good, len(byWide), len(ofWide), ofWide[7].rest[7], ofWide[8].rest[8], ofWide[49].name)

	words := strings.Fields("the quick brown fox jumps over the lazy dog and the quick cat")
	where := map[string][]int{}
	for i, word := range words {
		where[word] = append(where[word], i)
	}
	keys := make([]string, 0, len(where))
	for k := range where {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys, where["the"], where["quick"], where["none"] == nil)

	accounts := map[string]*account{}
	for i, word := range words {
		if accounts[word] == nil {
			accounts[word] = &account{name: word}
		}
		a := accounts[word]
		a.balance += i
		a.log = append(a.log, fmt.Sprint(i))
	}
	fmt.Println(accounts["the"].balance, accounts["the"].log, len(accounts))

	nested := map[string]map[string]map[int]bool{}
	for i, word := range words {
		first, last := word[:1], word[len(word)-1:]
		if nested[first] == nil {
			nested[first] = map[string]map[int]bool{}
		}
		if nested[first][last] == nil {
			nested[first][last] = map[int]bool{}
		}
		nested[first][last][i] = true
	}
	fmt.Println(nested["t"], nested["x"]["y"][3], len(nested["d"]["g"]))

	set := map[string]struct{}{}
	for _, word := range words {
		set[word] = struct{}{}
	}
	_, has := set["fox"]
	_, hasNot := set["wolf"]
	fmt.Println(len(set), has, hasNot, set)

	arrays := map[string][3]int{}
	for i, word := range words {
		a := arrays[word]
		a[i%3]++
		arrays[word] = a
	}
	funcs := map[string]func(int) int{"double": func(i int) int { return 2 * i }}
	funcs["more"] = func(i int) int { return funcs["double"](i) + 1 }
	fmt.Println(arrays["the"], funcs["more"](20))

	counters := map[rune]int{}
	for _, r := range strings.Join(words, "") {
		counters[r]++
		counters[r] *= 1
		counters[r] |= 0
	}
	counters['z'] -= 5
	counters['a'] <<= 2
	fmt.Println(counters['o'], counters['z'], counters['a'], len(counters))

	m := make(map[int]int, 100)
	for i := 0; i < 1000; i++ {
		m[i*7919] = i
	}
	for i := 0; i < 1000; i++ {
		if i%10 != 0 {
			delete(m, i*7919)
		}
	}
	sum := 0
	for k, v := range m {
		if k != v*7919 {
			panic("entries are mixed up")
		}
		sum += v
	}
	fmt.Println(len(m), sum)
}
