package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var m sync.Map
	for i := range 5 {
		m.Store(i, i*i)
	}
	v, ok := m.Load(3)
	fmt.Println(v, ok)
	prev, loaded := m.Swap(3, "three")
	fmt.Println(prev, loaded)
	fmt.Println(m.CompareAndSwap(3, "three", 33), m.CompareAndSwap(3, "x", 1))
	fmt.Println(m.LoadOrStore(9, "nine"))
	m.Delete(0)
	fmt.Println(m.CompareAndDelete(1, 5), m.CompareAndDelete(1, 1))
	var keys []int
	m.Range(func(k, v any) bool {
		keys = append(keys, k.(int))
		return true
	})
	sort.Ints(keys)
	fmt.Println(keys)
	n := 0
	m.Range(func(k, v any) bool { n++; return false })
	fmt.Println(n)
	m.Clear()
	_, ok = m.Load(3)
	fmt.Println(ok)
	func() {
		defer func() { fmt.Println(recover()) }()
		m.Store(1, []int{1})
		m.CompareAndSwap(1, []int{1}, 2)
	}()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.LoadOrStore("k", i)
			m.Store(i, i)
		}()
	}
	wg.Wait()
	c := 0
	m.Range(func(k, v any) bool { c++; return true })
	fmt.Println(c)
}
