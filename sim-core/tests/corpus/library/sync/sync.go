package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type counter struct {
	sync.Mutex
	n map[string]int
}

func (c *counter) inc(k string) {
	c.Lock()
	defer c.Unlock()
	c.n[k]++
}

func main() {
	c := counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			c.inc(fmt.Sprint("k", i%3))
		}(i)
	}
	wg.Wait()
	fmt.Println(c.n)

	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock(), rw.TryLock())
	rw.Unlock()
	l := rw.RLocker()
	l.Lock()
	l.Unlock()
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()

	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("once", i) })
	}
	func() {
		var o sync.Once
		defer func() {
			fmt.Println("recovered", recover())
			o.Do(func() { fmt.Println("never") })
		}()
		o.Do(func() { panic("in once") })
	}()
	calls := 0
	f := sync.OnceValue(func() int { calls++; return 42 })
	fmt.Println(f(), f(), calls)
	g := sync.OnceFunc(func() { panic("x") })
	for i := 0; i < 2; i++ {
		func() {
			defer func() { fmt.Println(recover()) }()
			g()
		}()
	}
	h := sync.OnceValues(func() (int, error) { return 1, nil })
	fmt.Println(h())

	var n atomic.Int64
	var b atomic.Bool
	var p atomic.Pointer[counter]
	var v atomic.Value
	fmt.Println(n.Add(5), n.Load(), n.Swap(7), n.CompareAndSwap(7, 9), n.CompareAndSwap(7, 9), n.Load(), n.And(8), n.Or(3), n.Load())
	fmt.Println(b.Load(), b.Swap(true), b.CompareAndSwap(true, false), b.Load())
	fmt.Println(p.Load() == nil, p.CompareAndSwap(nil, &c), p.Load() == &c, p.Swap(nil) == &c)
	fmt.Println(v.Load(), v.CompareAndSwap(nil, "a"), v.Load(), v.Swap("b"), v.CompareAndSwap("b", "c"), v.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(5)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(nil)
	}()
	var i32 int32 = 1<<31 - 1
	var u8 uint32
	fmt.Println(atomic.AddInt32(&i32, 1), atomic.AddUint32(&u8, ^uint32(0)), atomic.LoadInt32(&i32), atomic.SwapUint32(&u8, 3), atomic.OrUint32(&u8, 4), atomic.AndUint32(&u8, 5), u8)

	cond := sync.NewCond(&mu)
	ready, done := 0, make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			mu.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready--
			mu.Unlock()
			done <- true
		}()
	}
	time.Sleep(time.Millisecond)
	mu.Lock()
	ready = 1
	cond.Signal()
	mu.Unlock()
	<-done
	mu.Lock()
	ready = 2
	cond.Broadcast()
	mu.Unlock()
	<-done
	<-done
	func() {
		defer func() { fmt.Println(recover()) }()
		var wg sync.WaitGroup
		wg.Done()
	}()
	fmt.Println("end")
}
