// needs golang.org/x/sync

package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

func main() {
	var g singleflight.Group
	v, err, shared := g.Do("k", func() (any, error) { return "alone", nil })
	fmt.Println(v, err, shared)
	_, err, shared = g.Do("k", func() (any, error) { return nil, errors.New("failed") })
	fmt.Println(err, shared)

	calls := 0
	var wg sync.WaitGroup
	results := make([]string, 5)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v, err, shared := g.Do("key", func() (any, error) {
				calls++
				time.Sleep(10 * time.Millisecond)
				return "value", nil
			})
			results[i] = fmt.Sprint(v, err, shared)
		}()
	}
	wg.Wait()
	fmt.Println(calls, results)

	c1 := g.DoChan("c", func() (any, error) { time.Sleep(time.Millisecond); return 1, nil })
	c2 := g.DoChan("c", func() (any, error) { return 2, nil })
	fmt.Println(<-c1, <-c2)

	// A forgotten call does not keep the next one from being made.
	c1 = g.DoChan("f", func() (any, error) { time.Sleep(5 * time.Millisecond); return "old", nil })
	time.Sleep(time.Millisecond)
	g.Forget("f")
	v, _, shared = g.Do("f", func() (any, error) { return "new", nil })
	fmt.Println(v, shared, (<-c1).Val)

	// A panic reaches everybody.
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				text := fmt.Sprint(recover())
				fmt.Println(strings.SplitN(text, "\n", 2)[0])
			}()
			time.Sleep(time.Duration(i) * time.Millisecond)
			g.Do("p", func() (any, error) {
				time.Sleep(5 * time.Millisecond)
				panic("out of order")
			})
		}()
	}
	wg.Wait()

	// So does a Goexit.
	done := make(chan bool)
	go func() {
		defer close(done)
		g.Do("e", func() (any, error) { runtime.Goexit(); return nil, nil })
		fmt.Println("not reached")
	}()
	<-done
	v, err, shared = g.Do("e", func() (any, error) { return "again", nil })
	fmt.Println(v, err, shared)
}
