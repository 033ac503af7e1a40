package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type Queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
	done  bool
}

func (q *Queue) Put(x int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items = append(q.items, x)
	q.cond.Signal()
}

func (q *Queue) Get() (int, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.done {
		q.cond.Wait()
	}
	if len(q.items) == 0 {
		return 0, false
	}
	x := q.items[0]
	q.items = q.items[1:]
	return x, true
}

func main() {
	q := &Queue{}
	q.cond = sync.NewCond(&q.mu)
	var total atomic.Int64
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				x, ok := q.Get()
				if !ok {
					return
				}
				total.Add(int64(x))
			}
		}()
	}
	for i := range 20 {
		q.Put(i)
	}
	q.mu.Lock()
	q.done = true
	q.cond.Broadcast()
	q.mu.Unlock()
	wg.Wait()
	fmt.Println(total.Load())
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	var rw sync.RWMutex
	m := map[int]int{}
	for i := range 5 {
		wg.Add(2)
		go func() { defer wg.Done(); rw.Lock(); m[i] = i * i; rw.Unlock() }()
		go func() { defer wg.Done(); rw.RLock(); _ = m[i]; rw.RUnlock() }()
	}
	wg.Wait()
	fmt.Println(m, rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	v := sync.OnceValue(func() int { fmt.Println("computed"); return 7 })
	fmt.Println(v(), v())
	var flag atomic.Bool
	fmt.Println(flag.CompareAndSwap(false, true), flag.CompareAndSwap(false, true), flag.Swap(false))
	var p atomic.Pointer[string]
	s := "x"
	p.Store(&s)
	fmt.Println(*p.Load(), p.CompareAndSwap(nil, nil))
	var av atomic.Value
	fmt.Println(av.Load())
	av.Store([]int{1})
	fmt.Println(av.Load(), av.Swap([]int{2}))
}
