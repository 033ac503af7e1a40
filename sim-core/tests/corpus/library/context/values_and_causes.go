package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key int

func main() {
	ctx := context.WithValue(context.Background(), key(1), "one")
	ctx = context.WithValue(ctx, "name", 2)
	fmt.Println(ctx.Value(key(1)), ctx.Value(1), ctx.Value("name"))
	c1, cancel := context.WithCancel(ctx)
	c2, cancel2 := context.WithTimeout(c1, time.Hour)
	defer cancel2()
	_, has := c2.Deadline()
	_, none := c1.Deadline()
	fmt.Println(has, none, c2.Err(), c2.Value(key(1)))
	stopped := context.AfterFunc(c1, func() { fmt.Println("after func") })
	cancel()
	<-c2.Done()
	time.Sleep(time.Millisecond)
	fmt.Println(c2.Err(), errors.Is(c2.Err(), context.Canceled), stopped())
	c3 := context.WithoutCancel(c1)
	fmt.Println(c3.Err(), c3.Done() == nil)
	c4, cancel4 := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("too slow"))
	defer cancel4()
	<-c4.Done()
	fmt.Println(c4.Err(), context.Cause(c4))
	c5, cancel5 := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel5()
	fmt.Println(c5.Err())
	func() {
		defer func() { fmt.Println(recover()) }()
		context.WithValue(ctx, nil, 1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var nilctx context.Context
		context.WithCancel(nilctx)
	}()
}
