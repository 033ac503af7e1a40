package main

type T struct{ m map[string][]int }

func (t *T) add(k string, v int) { t.m[k] = append(t.m[k], v) }

func main() {
	t := &T{}
	t.add("a", 1)
}
