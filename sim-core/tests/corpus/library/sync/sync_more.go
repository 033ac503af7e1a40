package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type T struct{ a, b int }

func main() {
	// atomics of struct fields, arrays
	type S struct {
		x  int32
		y  atomic.Uint64
		p  atomic.Pointer[T]
		ok atomic.Bool
	}
	var s S
	atomic.AddInt32(&s.x, -5)
	s.y.Store(1 << 63)
	s.p.Store(&T{1, 2})
	s.ok.Store(true)
	fmt.Println(s.x, s.y.Add(1), *s.p.Load(), s.ok.Load())
	arr := [3]int64{}
	for i := range arr {
		atomic.StoreInt64(&arr[i], int64(i*i))
	}
	fmt.Println(arr, atomic.LoadInt64(&arr[2]))
	var cfg atomic.Value
	cfg.Store(map[string]int{"a": 1})
	fmt.Println(cfg.Load().(map[string]int)["a"])
	cfg.Store(map[string]int{"b": 1})
	type pair struct{ x, y string }
	var pv atomic.Value
	pv.Store(pair{"p", "q"})
	fmt.Println(pv.Load().(pair), pv.CompareAndSwap(pair{"p", "q"}, pair{"r", "s"}), pv.Load())
	var up atomic.Uintptr
	fmt.Println(up.Add(3), up.CompareAndSwap(3, 4), up.Load())
	var u32 uint32 = 5
	fmt.Println(atomic.AddUint32(&u32, ^uint32(0)), atomic.SwapUint32(&u32, 1<<32-1), atomic.AddUint32(&u32, 1))
	// embedded mutex, copying a struct, RW upgrade
	type C struct {
		sync.RWMutex
		m map[string][]string
	}
	c := &C{m: map[string][]string{}}
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func(n int) {
			defer wg.Done()
			c.Lock()
			c.m["k"] = append(c.m["k"], strings.Repeat("x", n))
			c.Unlock()
			c.RLock()
			_ = len(c.m["k"])
			c.RUnlock()
		}(i)
	}
	wg.Wait()
	fmt.Println(len(c.m["k"]))
	fmt.Printf("%v %+v\n", T{1, 2}, &T{3, 4})
	// Locker
	var l sync.Locker = &c.RWMutex
	l.Lock()
	l.Unlock()
	l = c.RLocker()
	l.Lock()
	l.Unlock()
	// method values and defer with locks
	f := c.Lock
	f()
	defer fmt.Println("deferred")
	defer c.Unlock()
	time.AfterFunc(time.Millisecond, func() { fmt.Fprintln(os.Stderr, "fired") })
	time.Sleep(2 * time.Millisecond)
	go c.RLock()
	g := wg.Wait
	g()
	defer func() {
		r := recover()
		fmt.Println(r)
		var m sync.Mutex
		h := m.Lock
		h()
		fmt.Println(m.TryLock())
	}()
	wg.Add(-1)
}
