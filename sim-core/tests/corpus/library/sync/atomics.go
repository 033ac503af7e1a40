package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var i32 int32
	var u64 uint64
	fmt.Println(atomic.AddInt32(&i32, 5), atomic.AddUint64(&u64, ^uint64(0)), atomic.LoadInt32(&i32))
	fmt.Println(atomic.CompareAndSwapInt32(&i32, 5, 7), atomic.SwapInt32(&i32, 9), i32)
	atomic.StoreUint64(&u64, 3)
	fmt.Println(u64)
	var x atomic.Int32
	var u atomic.Uint32
	fmt.Println(x.Add(-3), u.Add(^uint32(0)), x.Swap(8), x.CompareAndSwap(8, 1), x.Load())
	fmt.Println(u.And(0xff), u.Or(0x100), u.Load())
	var p atomic.Pointer[[]int]
	fmt.Println(p.Load() == nil, p.Swap(&[]int{1}) == nil, *p.Load())
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				old := n.Load()
				if n.CompareAndSwap(old, old+2) {
					return
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(n.Load())
}
