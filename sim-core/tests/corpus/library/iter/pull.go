package main

import (
	"fmt"
	"iter"
	"runtime"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("count is over")
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		nextA, stopA := iter.Pull(a)
		defer stopA()
		nextB, stopB := iter.Pull(b)
		defer stopB()
		for {
			x, ok1 := nextA()
			y, ok2 := nextB()
			if !ok1 || !ok2 || !yield(x, y) {
				return
			}
		}
	}
}

func letters(yield func(string) bool) {
	for _, s := range []string{"a", "b", "c"} {
		if !yield(s) {
			return
		}
	}
}

func catch(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
	fmt.Println(what, "returned")
}

func main() {
	next, stop := iter.Pull(count(3))
	for {
		v, ok := next()
		fmt.Println(v, ok)
		if !ok {
			break
		}
	}
	stop()
	fmt.Println(next())

	next, stop = iter.Pull(count(10))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	stop()
	fmt.Println(next())

	next, stop = iter.Pull(count(10))
	stop() // never begun
	fmt.Println(next())

	for x, y := range zip(count(5), letters) {
		fmt.Println(x, y)
	}

	next2, stop2 := iter.Pull2(func(yield func(string, int) bool) {
		yield("one", 1)
		yield("two", 2)
	})
	fmt.Println(next2())
	fmt.Println(next2())
	fmt.Println(next2())
	stop2()

	// A panic of the sequence comes out of next, once.
	next, stop = iter.Pull(func(yield func(int) bool) {
		yield(1)
		panic("enough")
	})
	fmt.Println(next())
	catch("next", func() { next() })
	fmt.Println(next())
	catch("stop", stop)

	// And out of stop.
	next, stop = iter.Pull(func(yield func(int) bool) {
		defer func() { panic("on the way out") }()
		yield(1)
	})
	next()
	catch("stop", stop)

	// A Goexit, too.
	done := make(chan bool)
	go func() {
		defer close(done)
		next, _ := iter.Pull(func(yield func(int) bool) { runtime.Goexit() })
		next()
		fmt.Println("not reached")
	}()
	<-done

	// next from inside the sequence.
	var again func() (int, bool)
	again, stop = iter.Pull(func(yield func(int) bool) {
		catch("next inside", func() { again() })
		yield(7)
	})
	fmt.Println(again())
	stop()
}
