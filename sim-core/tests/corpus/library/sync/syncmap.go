package main

import (
	"fmt"
	"sort"
	"sync"
)

type point struct{ x, y int }

func keys(m *sync.Map) []string {
	var out []string
	m.Range(func(k, v any) bool {
		out = append(out, fmt.Sprint(k, "=", v))
		return true
	})
	sort.Strings(out)
	return out
}

func counted(m *sync.Map) (n int) {
	m.Range(func(_, _ any) bool { n++; return n < 5 })
	return n
}

func main() {
	var m sync.Map
	fmt.Println(m.Load("nothing"))
	fmt.Println(m.LoadAndDelete("nothing"))
	for i := 0; i < 12; i++ {
		m.Store(i, i*i)
		m.Store(point{i, -i}, fmt.Sprint("p", i))
		m.Store(fmt.Sprint("s", i), nil)
	}
	fmt.Println(len(keys(&m)), counted(&m))
	fmt.Println(m.Load(3))
	fmt.Println(m.Load(int64(3)))
	fmt.Println(m.Load(point{4, -4}))
	fmt.Println(m.Load("s5"))
	fmt.Println(m.LoadOrStore("new", 1))
	fmt.Println(m.LoadOrStore("new", 2))
	fmt.Println(m.LoadOrStore("s5", 2))
	fmt.Println(m.Swap("new", 3))
	fmt.Println(m.Swap("newer", 4))
	fmt.Println(m.CompareAndSwap("new", 2, 5), m.CompareAndSwap("new", 3, 5), m.CompareAndSwap("none", nil, 5))
	fmt.Println(m.CompareAndDelete("new", 3), m.CompareAndDelete("new", 5), m.CompareAndDelete("none", nil))
	m.Delete(3)
	m.Delete(3)
	fmt.Println(m.LoadAndDelete(4))
	fmt.Println(keys(&m))

	m.Range(func(k, v any) bool {
		if _, is := k.(point); is {
			m.Delete(k)
		} else if v == nil {
			m.Store(k, "filled")
		}
		return true
	})
	fmt.Println(keys(&m))
	m.Clear()
	fmt.Println(keys(&m))
	m.Store(1, 2)
	fmt.Println(keys(&m))

	var wg sync.WaitGroup
	for g := 0; g < 4; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 10; i++ {
				m.LoadOrStore(i, "first")
				m.Swap(1000+100*g+i, g)
				if i%2 == 1 {
					m.Delete(1000 + 100*g + i)
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(keys(&m))

	for _, bad := range []any{[]int{1}, map[int]int{}, func() {}, point{}, struct{ f func() }{}} {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			m.Store(bad, bad)
			fmt.Println("stored")
		}()
	}
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		m.Store("slice", []int{1})
		fmt.Println(m.CompareAndSwap("slice", []int{1}, 2))
	}()
}
