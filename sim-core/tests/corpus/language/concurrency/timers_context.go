package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	case <-time.After(10 * time.Second):
		fmt.Println("late")
	}
	parent, stop := context.WithCancel(context.WithValue(context.Background(), "k", "v"))
	child, _ := context.WithCancelCause(parent)
	fmt.Println(child.Value("k"), child.Value("x"), child.Err())
	stop()
	<-child.Done()
	fmt.Println(child.Err(), context.Cause(child))
	c2, cause := context.WithCancelCause(context.Background())
	cause(errors.New("my cause"))
	fmt.Println(c2.Err(), context.Cause(c2))
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop())
	t.Reset(time.Millisecond)
	<-t.C
	fmt.Println("fired")
	tick := time.NewTicker(2 * time.Millisecond)
	for range 3 {
		<-tick.C
	}
	tick.Stop()
	ch := make(chan string)
	time.AfterFunc(time.Millisecond, func() { ch <- "after" })
	fmt.Println(<-ch)
	start := time.Now()
	time.Sleep(3 * time.Millisecond)
	fmt.Println(time.Since(start) >= 3*time.Millisecond)
	fmt.Println(context.Background(), context.TODO())
}
