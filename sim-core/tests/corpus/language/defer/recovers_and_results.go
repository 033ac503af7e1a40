package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
)

type E struct{ n int }
func (e *E) Error() string { return fmt.Sprint("E", e.n) }

func named() (n int, err error) {
	defer func() { if r := recover(); r != nil { err = fmt.Errorf("wrapped: %v", r); n *= 2 } }()
	n = 21
	panic(&E{3})
}
func nested() (s string) {
	defer func() { s += fmt.Sprint("|outer ", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint("|inner ", recover()) }()
		panic("second")
	}()
	panic("first")
}
func repl() (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	defer panic("replaced")
	panic("orig")
}
func loop() { for i := range 3 { defer func() { fmt.Print("d", i, " ") }() } }
func args() { x := 1; defer fmt.Println("arg", x); x = 2; defer func(y int) { fmt.Println("y", y, x) }(x); x = 3 }
func norecover() (r any) {
	defer func() { r = recover() }()
	func() { defer func() { func() { recover() }() }(); panic("not recovered inside") }()
	return "unreached"
}
func rerr() error { var e *E; return e }
func ret() int { x := 1; defer func() { x = 5 }(); return x }
func retn() (x int) { x = 1; defer func() { x = 5 }(); return x + 1 }
func goexit() { var wg sync.WaitGroup; wg.Add(1); go func() { defer wg.Done(); defer fmt.Println("deferred by goexit"); runtime.Goexit() }(); wg.Wait() }
type S struct{ v int }
func (s S) show() { fmt.Print("S", s.v, " ") }
func (s *S) pshow() { fmt.Print("P", s.v, " ") }

func main() {
	fmt.Println(named())
	fmt.Println(nested())
	fmt.Println(repl())
	loop(); fmt.Println()
	args()
	fmt.Println(norecover())
	fmt.Println(rerr() == nil, ret(), retn())
	goexit()
	s := S{1}
	func() { defer s.show(); defer s.pshow(); s.v = 2 }()
	fmt.Println()
	err := fmt.Errorf("a: %w", &E{4})
	var e *E
	fmt.Println(errors.As(err, &e), e.n, errors.Unwrap(err) == error(e), errors.Is(errors.Join(err, os.ErrNotExist), os.ErrNotExist))
	func() {
		defer func() { r := recover(); fmt.Printf("%T %v\n", r, r); _, ok := r.(runtime.Error); fmt.Println(ok) }()
		var a []int
		_ = a[len(a)]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		panic(nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		panic(fmt.Sprintf("%05.2f|%-5s|%+d|%x|%q|%v|%T", 3.14159, "ab", 5, "hi", 'x', [2]bool{true}, map[string][]int{}))
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var f func()
		defer f()
		fmt.Println("before nil defer")
	}()
	var once sync.Once
	func() { defer func() { fmt.Println(recover()) }(); once.Do(func() { panic("once") }) }()
	once.Do(func() { fmt.Println("never") })
	defer fmt.Println("main deferred")
	defer func() {
		r := recover()
		fmt.Println("got", r)
		panic(fmt.Errorf("final %v", r))
	}()
	var arr [3]int
	k := 5
	arr[k%8]++
}
