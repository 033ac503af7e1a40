package main

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

type MyErr struct{ n int }

func (e *MyErr) Error() string { return fmt.Sprint("my ", e.n) }

func level(n int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				err = fmt.Errorf("level %d: %w", n, e)
			} else {
				err = fmt.Errorf("level %d: %v", n, r)
			}
		}
	}()
	if n == 0 {
		panic(&MyErr{7})
	}
	if err := level(n - 1); err != nil {
		panic(err)
	}
	return nil
}

func cleanup() (log []string) {
	defer func() { log = append(log, "outer") }()
	for i := 0; i < 3; i++ {
		defer func() {
			log = append(log, fmt.Sprint("d", i))
			if i == 1 {
				if r := recover(); r != nil {
					log = append(log, fmt.Sprint("rec ", r))
				}
			}
		}()
	}
	panic("P")
}

func notRecovered() (s string) {
	defer func() { s = fmt.Sprint(s, recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint("in:", recover(), " ") }()
	}()
	panic("x")
}

func helper() interface{} { return recover() }

func viaHelper() (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("outer ", r)
		}
	}()
	defer func() { helper() }()
	panic("h")
}

func direct() (s string) {
	defer func() { s = "end" }()
	defer helper()
	panic("direct helper recovers")
}

func exits() {
	done := make(chan string)
	go func() {
		defer close(done)
		defer func() { done <- fmt.Sprint("recover in goexit: ", recover()) }()
		runtime.Goexit()
		done <- "unreachable"
	}()
	for s := range done {
		fmt.Println(s)
	}
}

type W struct{ f func() }

func (w W) run() { w.f() }

func returnsTwice() (n int) {
	defer func() {
		recover()
		n *= 2
	}()
	defer func() { n = 21; panic("again") }()
	return 1
}

func nilPanic() (r interface{}) {
	defer func() { r = recover() }()
	panic(nil)
}

func main() {
	err := level(3)
	var me *MyErr
	fmt.Println(err, errors.As(err, &me), me.n)
	fmt.Println(cleanup())
	fmt.Println(notRecovered())
	fmt.Println(viaHelper())
	fmt.Println(direct())
	exits()
	fmt.Println(returnsTwice())
	e := nilPanic().(error)
	fmt.Println(strings.HasPrefix(e.Error(), "panic called with nil"))
	func() {
		defer func() {
			r := recover()
			re, ok := r.(runtime.Error)
			fmt.Println(ok, re)
		}()
		w := W{func() {
			var a [3]int
			i := 5
			a[i%8]++
		}}
		w.run()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var w *W
		w.run()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		W{}.run()
	}()
	defer func() {
		panic(fmt.Sprint("last ", recover() == nil))
	}()
	defer func() { fmt.Println("first") }()
}
