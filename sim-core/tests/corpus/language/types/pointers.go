package main

import "fmt"

type Node struct {
	val         int
	left, right *Node
}

func (n *Node) insert(v int) *Node {
	if n == nil {
		return &Node{val: v}
	}
	if v < n.val {
		n.left = n.left.insert(v)
	} else {
		n.right = n.right.insert(v)
	}
	return n
}

func (n *Node) walk(f func(int)) {
	if n == nil {
		return
	}
	n.left.walk(f)
	f(n.val)
	n.right.walk(f)
}

type List struct {
	head *Item
	n    int
}
type Item struct {
	v    string
	next *Item
}

func (l *List) push(v string) { l.head = &Item{v, l.head}; l.n++ }

func inc(p *int) { *p++ }

func main() {
	x := 5
	p := &x
	*p = 6
	inc(p)
	pp := &p
	**pp += 10
	fmt.Println(x, *p, p == &x, *pp == p)
	q := new(int)
	*q = 3
	p, q = q, p
	fmt.Println(*p, *q, x)
	var root *Node
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.insert(v)
	}
	root.walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	var l List
	for _, s := range []string{"a", "b", "c"} {
		l.push(s)
	}
	for it := l.head; it != nil; it = it.next {
		fmt.Print(it.v)
	}
	fmt.Println(l.n)
	a := [3]int{1, 2, 3}
	pa := &a[1]
	*pa = 20
	s := a[:]
	ps := &s[2]
	*ps = 30
	s = append(s, 4)
	s[2] = 0
	fmt.Println(a, s, *ps)
	st := struct{ a, b int }{1, 2}
	pb := &st.b
	*pb *= 10
	fmt.Println(st)
	arr := &[3]int{7, 8, 9}
	for i := range arr {
		arr[i]++
	}
	fmt.Println(*arr, len(arr), arr[1:])
	sl := &[]int{1, 2}
	*sl = append(*sl, 3)
	(*sl)[0] = 9
	fmt.Println(*sl)
	m := &map[string]int{"a": 1}
	(*m)["b"] = 2
	fmt.Println(len(*m))
}
