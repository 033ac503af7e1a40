package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type Counter struct {
	mu sync.Mutex
	m  map[string]int
}

func (c *Counter) Inc(k string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[k]++
}

type Embedded struct {
	sync.RWMutex
	n int
}

func main() {
	var wg sync.WaitGroup
	c := Counter{m: map[string]int{}}
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Inc("a")
			if i%2 == 0 {
				c.Inc("b")
			}
		}()
	}
	wg.Wait()
	fmt.Println(c.m)
	var n int64
	var i32 atomic.Int32
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func(d int) {
			defer wg.Done()
			atomic.AddInt64(&n, int64(d))
			i32.Add(1)
		}(i)
	}
	wg.Wait()
	fmt.Println(atomic.LoadInt64(&n), i32.Load(), atomic.CompareAndSwapInt64(&n, 10, 20), n)
	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("once", i) })
	}
	var e Embedded
	e.Lock()
	e.n++
	e.Unlock()
	e.RLock()
	fmt.Println(e.n)
	e.RUnlock()
	results := make([]int, 5)
	for i := range results {
		wg.Add(1)
		go square(i, results, &wg)
	}
	wg.Wait()
	fmt.Println(results)
	done := make(chan bool)
	go func() { done <- true }()
	<-done
	var p atomic.Pointer[Counter]
	fmt.Println(p.Load() == nil)
	p.Store(&c)
	fmt.Println(p.Load().m["b"])
}

func square(i int, out []int, wg *sync.WaitGroup) {
	defer wg.Done()
	out[i] = i * i
}
