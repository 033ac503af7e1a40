package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type cache struct {
	sync.RWMutex
	m map[string]int
}

func (c *cache) get(k string) (int, bool) {
	c.RLock()
	defer c.RUnlock()
	v, ok := c.m[k]
	return v, ok
}

func (c *cache) put(k string, v int) {
	c.Lock()
	c.m[k] = v
	c.Unlock()
}

type counter struct {
	n    atomic.Int64
	flag atomic.Bool
	ptr  atomic.Pointer[string]
	val  atomic.Value
}

func main() {
	c := cache{m: map[string]int{}}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			c.put(fmt.Sprint("k", i), i)
			c.get("k0")
		}(i)
	}
	wg.Wait()
	fmt.Println(len(c.m), c.m)

	var k counter
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() { defer wg.Done(); k.n.Add(2) }()
	}
	wg.Wait()
	fmt.Println(k.n.Load(), k.flag.CompareAndSwap(false, true), k.flag.Load())
	s := "hi"
	k.ptr.Store(&s)
	fmt.Println(*k.ptr.Load(), k.val.Load())
	k.val.Store([]int{1})
	fmt.Println(k.val.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		k.val.Store("other")
	}()
	var u32 uint32 = 5
	fmt.Println(atomic.AddUint32(&u32, ^uint32(0)), atomic.SwapUint32(&u32, 9), u32)
	var i32 int32 = -1
	fmt.Println(atomic.AddInt32(&i32, -5), atomic.CompareAndSwapInt32(&i32, -6, 1), i32)

	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("once", i) })
	}
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		var o sync.Once
		defer o.Do(func() { fmt.Println("not reached: done by panic") })
		o.Do(func() { panic("in once") })
	}()
	cond := sync.NewCond(&sync.Mutex{})
	ready := 0
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cond.L.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready++
			cond.L.Unlock()
		}()
	}
	runtime.Gosched()
	cond.L.Lock()
	ready = 1
	cond.L.Unlock()
	cond.Broadcast()
	wg.Wait()
	fmt.Println("ready", ready)
	fmt.Println(runtime.NumGoroutine())
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	start := time.Now()
	time.Sleep(30 * time.Millisecond)
	fmt.Println(time.Since(start) >= 30*time.Millisecond)
	order := make(chan int, 3)
	for i := 3; i > 0; i-- {
		go func() {
			time.Sleep(time.Duration(i) * 20 * time.Millisecond)
			order <- i
		}()
	}
	fmt.Println(<-order, <-order, <-order)
}
