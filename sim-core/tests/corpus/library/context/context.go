package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type key string

type foreign struct {
	context.Context
	done chan struct{}
}

func (f foreign) Done() <-chan struct{} { return f.done }
func (f foreign) Err() error {
	select {
	case <-f.done:
		return errors.New("foreign")
	default:
		return nil
	}
}

func state(name string, ctx context.Context) {
	select {
	case <-ctx.Done():
		fmt.Println(name, "done", ctx.Err(), context.Cause(ctx))
	default:
		fmt.Println(name, "live", ctx.Err(), context.Cause(ctx))
	}
}

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Done() == nil, bg.Err(), bg.Value("x"))
	ctx, cancel := context.WithCancel(bg)
	v := context.WithValue(ctx, key("user"), "bob")
	child, cancelChild := context.WithCancel(v)
	defer cancelChild()
	fmt.Println(v.Value(key("user")), child.Value(key("user")), child.Value(key("none")), v.Value("user"))
	fmt.Println(ctx, v, child)
	state("ctx", ctx)
	cancel()
	state("ctx", ctx)
	state("child", child)
	cancel()
	late, _ := context.WithCancel(child)
	state("late", late)

	tctx, tcancel := context.WithTimeout(bg, 20*time.Millisecond)
	defer tcancel()
	_, ok := tctx.Deadline()
	fmt.Println(ok)
	select {
	case <-tctx.Done():
		fmt.Println("timeout", tctx.Err(), errors.Is(tctx.Err(), context.DeadlineExceeded))
	case <-time.After(5 * time.Second):
		fmt.Println("late")
	}
	sub, subCancel := context.WithTimeout(tctx, time.Hour)
	state("sub", sub)
	subCancel()
	past, pastCancel := context.WithDeadline(bg, time.Now().Add(-time.Second))
	state("past", past)
	pastCancel()

	cc, ccancel := context.WithCancelCause(bg)
	ccChild, cccancel := context.WithTimeout(cc, time.Hour)
	defer cccancel()
	ccancel(errors.New("why"))
	state("cause", cc)
	state("causeChild", ccChild)
	tc, tcc := context.WithTimeoutCause(bg, time.Millisecond, errors.New("too slow"))
	<-tc.Done()
	state("timeoutCause", tc)
	tcc()

	f := foreign{bg, make(chan struct{})}
	fc, fcancel := context.WithCancel(f)
	defer fcancel()
	close(f.done)
	<-fc.Done()
	fmt.Println(fc.Err())

	w := context.WithoutCancel(v)
	state("without", w)
	fmt.Println(w.Value(key("user")), w)
	actx, acancel := context.WithCancel(bg)
	called := make(chan bool)
	stop := context.AfterFunc(actx, func() { called <- true })
	stop2 := context.AfterFunc(actx, func() { fmt.Println("never") })
	fmt.Println(stop2(), stop2())
	acancel()
	<-called
	fmt.Println(stop())

	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	wctx, wcancel := context.WithCancel(bg)
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c, cancel := context.WithCancel(wctx)
			defer cancel()
			<-c.Done()
			mu.Lock()
			n++
			mu.Unlock()
		}()
	}
	time.Sleep(time.Millisecond)
	wcancel()
	wg.Wait()
	fmt.Println(n)
	for _, f := range []func(){
		func() { context.WithCancel(nil) },
		func() { context.WithValue(bg, nil, 1) },
		func() { context.WithValue(bg, []int{1}, 1) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	fmt.Println(context.WithValue(bg, key("k"), 5), context.WithValue(bg, "s", time.Second))
}
