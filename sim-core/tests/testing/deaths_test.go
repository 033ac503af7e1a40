// How programs die that use what belongs to a bubble from outside, or whose bubble cannot go on.
package bubble

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var gch chan int
var gtimer *time.Timer

func in(t *testing.T, f func()) {
	synctest.Test(t, func(t *testing.T) { f() })
}

func TestSendOutside(t *testing.T) {
	in(t, func() { gch = make(chan int, 1) })
	gch <- 1
}
func TestRecvOutside(t *testing.T) {
	in(t, func() { gch = make(chan int, 1); gch <- 1 })
	<-gch
}
func TestCloseOutside(t *testing.T) {
	in(t, func() { gch = make(chan int, 1) })
	close(gch)
}
func TestSelectOutside(t *testing.T) {
	in(t, func() { gch = make(chan int, 1) })
	select {
	case <-gch:
	default:
	}
}
func TestSelectOutside2(t *testing.T) {
	in(t, func() { gch = make(chan int, 1) })
	select {
	case gch <- 1:
	case <-make(chan int):
	}
}
func TestLenOutside(t *testing.T) {
	in(t, func() { gch = make(chan int, 1) })
	fmt.Println(len(gch), cap(gch))
	for range gch {
	}
}
func TestOtherBubble(t *testing.T) {
	in(t, func() { gch = make(chan int, 1) })
	in(t, func() { gch <- 1 })
}
func TestDeadlock1(t *testing.T) {
	in(t, func() {
		go func() { select {} }()
		go func() { var mu sync.Mutex; mu.Lock(); c := sync.NewCond(&mu); c.Wait() }()
		<-make(chan int)
	})
}
func TestDeadlock2(t *testing.T) {
	in(t, func() {
		go func() { ch := make(chan int); ch <- 1 }()
		go func() { var wg sync.WaitGroup; wg.Add(1); wg.Wait() }()
	})
}
func TestDeadlockMutex(t *testing.T) {
	var mu sync.Mutex
	mu.Lock()
	in(t, func() {
		go func() { mu.Lock() }()
		time.Sleep(time.Second)
	})
}
func TestDeadlockOutsideChan(t *testing.T) {
	ch := make(chan int)
	in(t, func() {
		go func() { <-ch }()
		time.Sleep(time.Second)
	})
}
func TestPanicIn(t *testing.T) {
	in(t, func() {
		go func() { time.Sleep(time.Second); panic("x") }()
		time.Sleep(2 * time.Second)
	})
}
func TestTimerOutside(t *testing.T) {
	in(t, func() { gtimer = time.NewTimer(time.Second) })
	gtimer.Stop()
}
func TestTimerOutside2(t *testing.T) {
	in(t, func() { gtimer = time.NewTimer(time.Second) })
	gtimer.Reset(1)
}
func TestTimerOutside3(t *testing.T) {
	in(t, func() { gtimer = time.NewTimer(time.Second) })
	<-gtimer.C
}
func TestAfterFuncOutside(t *testing.T) {
	in(t, func() { gtimer = time.AfterFunc(time.Second, func() {}) })
	gtimer.Stop()
}
func TestTimerInside(t *testing.T) {
	tm := time.NewTimer(time.Hour)
	in(t, func() { tm.Stop() })
}
func TestTimerInside2(t *testing.T) {
	tm := time.NewTimer(10 * time.Millisecond)
	in(t, func() { <-tm.C; fmt.Println("got") })
}
func TestDump(t *testing.T) {
	in(t, func() {
		ch := make(chan int)
		go func() { <-ch }()
		synctest.Wait()
		time.Sleep(time.Minute)
		go func() {
			var m map[int]int
			m[1] = 1
		}()
		synctest.Wait()
	})
}
func TestFatal(t *testing.T) {
	in(t, func() {
		ch := make(chan int)
		go func() { <-ch }()
		synctest.Wait()
		var mu sync.Mutex
		mu.Unlock()
	})
}
func TestGroupOutside2(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	in(t, func() { wg.Add(1); wg.Done() })
}
func TestGroupOutside3(t *testing.T) {
	var wg sync.WaitGroup
	in(t, func() { wg.Add(1) })
	wg.Add(1)
}
func TestGroupOutside4(t *testing.T) {
	var wg sync.WaitGroup
	in(t, func() { wg.Add(1) })
	wg.Done()
	fmt.Println("ok")
}
func TestGroupOutside5(t *testing.T) {
	var wg sync.WaitGroup
	in(t, func() { wg.Add(1) })
	in(t, func() { wg.Add(1) })
}
func TestGroupLater(t *testing.T) {
	var wg sync.WaitGroup
	in(t, func() {
		wg.Add(2)
		for range 2 {
			go func() { time.Sleep(time.Second); wg.Done() }()
		}
		wg.Wait()
	})
	wg.Add(1)
	go wg.Done()
	wg.Wait()
	in(t, func() {
		wg.Go(func() { time.Sleep(time.Hour) })
		wg.Wait()
		fmt.Println("twice")
	})
}
func TestGroupNoWait(t *testing.T) {
	var wg sync.WaitGroup
	in(t, func() { wg.Add(1); wg.Done() })
	wg.Add(1)
}
func TestGroupDoneInside(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	in(t, func() { wg.Done() })
}
func TestGroupWaitOutsideAdd(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { time.Sleep(time.Millisecond); wg.Done() }()
	in(t, func() { wg.Wait(); fmt.Println("waited") })
}
func TestGroupWaitOutsideDeadlock(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	in(t, func() { go wg.Wait(); time.Sleep(time.Second) })
}
func TestGroupGo(t *testing.T) {
	in(t, func() {
		var wg sync.WaitGroup
		for i := range 3 {
			wg.Go(func() { time.Sleep(time.Duration(i) * time.Minute) })
		}
		start := time.Now()
		wg.Wait()
		fmt.Println(time.Since(start))
	})
}
