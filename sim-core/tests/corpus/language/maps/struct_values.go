package main

import "fmt"

type T struct {
	n    int
	tags []string
}

func main() {
	m := map[string]T{"a": {1, nil}, "b": {2, []string{"x"}}}
	t := m["a"]
	t.n = 50
	fmt.Println(m["a"].n, t.n)
	t.tags = append(t.tags, "y")
	m["a"] = t
	m["b"].tags[0] = "changed"
	fmt.Println(m)
	pm := map[string]*T{"p": {3, nil}}
	pm["p"].n++
	pm["p"].tags = append(pm["p"].tags, "z")
	fmt.Println(*pm["p"], pm["none"] == nil)
	mm := map[string]map[string]int{}
	func() {
		defer func() { fmt.Println(recover()) }()
		mm["x"]["y"] = 1
	}()
	mm["x"] = map[string]int{}
	mm["x"]["y"]++
	mm["x"]["y"] += 5
	fmt.Println(mm, mm["q"]["r"], len(mm["q"]))
	ma := map[[2]string][3]int{{"a", "b"}: {1, 2, 3}}
	fmt.Println(ma[[2]string{"a", "b"}][1], ma[[2]string{}][2])
	sm := map[string][]int{}
	for i, w := range []string{"a", "b", "a", "c", "a"} {
		sm[w] = append(sm[w], i)
	}
	fmt.Println(sm)
}
