package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	try("negative", func() { var wg sync.WaitGroup; wg.Add(1); wg.Add(-2) })
	try("done", func() { var wg sync.WaitGroup; wg.Done() })
	try("value nil", func() { var v atomic.Value; v.Store(nil) })
	try("value type", func() { var v atomic.Value; v.Store(1); v.Store("a") })
	try("value cas", func() { var v atomic.Value; v.Store(1); v.CompareAndSwap("a", 2) })
	try("once panics", func() {
		var o sync.Once
		try("first", func() { o.Do(func() { panic("in once") }) })
		o.Do(func() { fmt.Println("never again") })
	})
	try("oncefunc", func() {
		f := sync.OnceFunc(func() { panic("kept") })
		try("a", f)
		try("b", f)
	})
	try("nil mutex", func() { var m *sync.Mutex; m.Lock() })
	var m sync.Map
	m.Store("a", 1)
	v, loaded := m.LoadOrStore("a", 2)
	fmt.Println(v, loaded)
	fmt.Println(m.LoadAndDelete("a"))
	fmt.Println(m.Load("a"))
	try("sync.Map key", func() { m.Store([]int{1}, 1) })
	fmt.Println(m.CompareAndSwap("q", nil, 1), m.CompareAndDelete("q", 1))
	m.Range(func(k, v any) bool { fmt.Println("none"); return true })
}
