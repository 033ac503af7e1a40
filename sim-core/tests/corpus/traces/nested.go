package main

import "fmt"

type node struct {
	left, right *node
	val         int
}

func (n *node) sum() int { return n.val + n.left.sum() }

func apply(f func(int) int, v int) int { return f(v) }

func Map[T, U any](in []T, f func(T) U) []U {
	var out []U
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered:", r)
			Map([]int{1, 2, 0}, func(v int) int {
				return apply(func(x int) int { return 10 / x }, v)
			})
		}
	}()
	n := &node{val: 1, left: &node{val: 2}}
	fmt.Println(n.sum())
}
