package main

import (
	"fmt"
	"sort"
)

type K struct {
	a int
	s string
}

func main() {
	m := make(map[string]int)
	m["a"] = 1
	m["b"] += 2
	m["b"]++
	m["c"]--
	fmt.Println(m, len(m), m["zz"])
	v, ok := m["a"]
	_, no := m["q"]
	fmt.Println(v, ok, no)
	delete(m, "a")
	delete(m, "nope")
	fmt.Println(m, len(m))
	if _, ok := m["b"]; ok {
		fmt.Println("has b")
	}
	var nilm map[string]int
	fmt.Println(nilm["x"], len(nilm), nilm == nil)
	delete(nilm, "x")
	for range nilm {
		fmt.Println("never")
	}
	big := map[int]int{}
	for i := 0; i < 1000; i++ {
		big[i*7] = i
	}
	sum := 0
	for k, v := range big {
		sum += k - 7*v + 1
	}
	fmt.Println(len(big), sum)
	for k := range big {
		if k%2 == 0 {
			delete(big, k)
		}
	}
	fmt.Println(len(big))
	keys := []int{}
	for k := range big {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	fmt.Println(keys[:5])
	clear(big)
	fmt.Println(len(big), big)
	ms := map[string][]int{}
	ms["x"] = append(ms["x"], 1)
	ms["x"] = append(ms["x"], 2, 3)
	ms["y"] = append(ms["y"], ms["x"]...)
	fmt.Println(ms)
	mk := map[K]string{{1, "a"}: "A", {2, "b"}: "B"}
	fmt.Println(mk[K{1, "a"}], mk[K{2, "b"}], len(mk[K{}]))
	mm := map[string]map[string]int{"o": {"i": 1}}
	mm["o"]["j"] = 2
	mm["p"] = map[string]int{"k": 3}
	fmt.Println(mm)
	mp := map[string]*K{"x": {1, "s"}}
	mp["x"].a += 5
	fmt.Println(*mp["x"])
	mf := map[float64]bool{1.5: true}
	fmt.Println(mf[1.5], mf[2])
	mb := map[bool]int{true: 1}
	mb[false]--
	fmt.Println(mb)
	ma := map[[2]int]int{{1, 2}: 3}
	ma[[2]int{1, 2}] *= 5
	fmt.Println(ma)
	f := func() map[string]int { fmt.Print("f "); return m }
	g := func() string { fmt.Print("g "); return "b" }
	h := func() int { fmt.Print("h "); return 50 }
	f()[g()] = h()
	f()[g()] += h()
	fmt.Println(m)
	type E struct{ n, k int }
	me := map[string]E{}
	me["e"] = E{1, 2}
	e := me["e"]
	e.n = 5
	me["e"] = e
	fmt.Println(me)
}
