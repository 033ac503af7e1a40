package main

import "fmt"

type Node struct {
	val         int
	left, right *Node
}

func (n *Node) Insert(v int) *Node {
	if n == nil {
		return &Node{val: v}
	}
	if v < n.val {
		n.left = n.left.Insert(v)
	} else {
		n.right = n.right.Insert(v)
	}
	return n
}

func (n *Node) Walk(f func(int) bool) bool {
	return n == nil || n.left.Walk(f) && f(n.val) && n.right.Walk(f)
}

func (n *Node) Depth() int {
	if n == nil {
		return 0
	}
	return 1 + max(n.left.Depth(), n.right.Depth())
}

type List struct {
	head *item
	tail **item
}
type item struct {
	v    string
	next *item
}

func (l *List) Add(s string) {
	if l.tail == nil {
		l.tail = &l.head
	}
	*l.tail = &item{v: s}
	l.tail = &(*l.tail).next
}

func reverse(i *item) (r *item) {
	for i != nil {
		i.next, r, i = r, i, i.next
	}
	return
}

func main() {
	var root *Node
	for _, v := range []int{5, 2, 8, 1, 9, 3, 5} {
		root = root.Insert(v)
	}
	var out []int
	root.Walk(func(v int) bool { out = append(out, v); return v < 8 })
	fmt.Println(out, root.Depth())
	var l List
	for _, s := range []string{"a", "b", "c"} {
		l.Add(s)
	}
	for i := reverse(l.head); i != nil; i = i.next {
		fmt.Print(i.v, " ")
	}
	fmt.Println()
	type ring struct {
		n    int
		next *ring
	}
	a := &ring{n: 1}
	a.next = &ring{2, a}
	fmt.Println(a.next.next.next.n, a.next.next == a)
	x := 1
	p := &x
	q := &p
	**q = 5
	*q = new(int)
	fmt.Println(x, *p, p != &x)
}
