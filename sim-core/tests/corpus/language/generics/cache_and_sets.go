package main

import (
	"fmt"
	"slices"
	"strings"
)

type Cache[K comparable, V any] struct {
	max   int
	order []K
	data  map[K]V
	onOut func(K, V)
}

func NewCache[K comparable, V any](max int, onOut func(K, V)) *Cache[K, V] {
	return &Cache[K, V]{max: max, data: make(map[K]V), onOut: onOut}
}

func (c *Cache[K, V]) Put(k K, v V) {
	if _, ok := c.data[k]; ok {
		c.order = slices.DeleteFunc(c.order, func(x K) bool { return x == k })
	} else if len(c.order) == c.max {
		old := c.order[0]
		c.order = c.order[1:]
		if c.onOut != nil {
			c.onOut(old, c.data[old])
		}
		delete(c.data, old)
	}
	c.order = append(c.order, k)
	c.data[k] = v
}

func (c *Cache[K, V]) Get(k K) (v V, ok bool) { v, ok = c.data[k]; return }

type Set[T comparable] map[T]struct{}

func Of[T comparable](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}

func (s Set[T]) Union(t Set[T]) Set[T] {
	u := Of[T]()
	for _, m := range []Set[T]{s, t} {
		for k := range m {
			u[k] = struct{}{}
		}
	}
	return u
}

func GroupBy[T any, K comparable](xs []T, f func(T) K) map[K][]T {
	m := map[K][]T{}
	for _, x := range xs {
		m[f(x)] = append(m[f(x)], x)
	}
	return m
}

type Event[T any] struct{ handlers []func(T) }

func (e *Event[T]) On(f func(T)) { e.handlers = append(e.handlers, f) }
func (e *Event[T]) Emit(x T) {
	for _, h := range e.handlers {
		h(x)
	}
}

func main() {
	c := NewCache(2, func(k string, v int) { fmt.Println("out", k, v) })
	c.Put("a", 1)
	c.Put("b", 2)
	c.Put("a", 3)
	c.Put("c", 4)
	fmt.Println(c.Get("a"))
	fmt.Println(c.Get("b"))
	fmt.Println(len(Of(1, 2).Union(Of(2, 3))), Of("x"))
	fmt.Println(GroupBy(strings.Fields("a bb cc d eee"), func(s string) int { return len(s) }))
	var e Event[fmt.Stringer]
	e.On(func(s fmt.Stringer) { fmt.Println(s == nil) })
	e.Emit(nil)
	fmt.Printf("%T %T\n", c, e)
}
