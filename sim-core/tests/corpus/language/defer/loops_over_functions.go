package main

import "fmt"

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("iterator done")
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func f() (r int) {
	defer func() { fmt.Println("outer", r) }()
	for i := range seq(3) {
		defer fmt.Println("deferred", i)
		defer func() { r += i }()
		if i == 1 {
			return 100
		}
	}
	return 7
}

func g() (r int) {
	for i := range seq(2) {
		for j := range seq(2) {
			defer func() { r = r*10 + i*2 + j; fmt.Println("g", i, j) }()
		}
		defer fmt.Println("after inner", i)
	}
	defer fmt.Println("last")
	fmt.Println("end of g")
	return 1
}

func h() (err error) {
	for i := range seq(3) {
		defer func() {
			if e := recover(); e != nil {
				err = fmt.Errorf("got %v at %d", e, i)
			}
		}()
		if i == 1 {
			panic("boom")
		}
	}
	return nil
}

func k() {
	defer func() { fmt.Println("k", recover()) }()
	for i := range seq(3) {
		defer func() { panic(fmt.Sprint("from ", i)) }()
	}
}

func lit() {
	func() {
		for i := range seq(2) {
			defer fmt.Println("lit", i)
			func() {
				defer fmt.Println("inner", i)
			}()
		}
		fmt.Println("end lit")
	}()
	fmt.Println("after lit")
}

func cond(b bool) {
	for i := range seq(2) {
		if b {
			defer fmt.Println("cond", i)
		}
	}
	fmt.Println("end cond")
}

func main() {
	fmt.Println(f())
	fmt.Println(g())
	fmt.Println(h())
	k()
	lit()
	cond(true)
	cond(false)
	for i := range seq(3) {
		defer fmt.Println("main", i)
	}
	fmt.Println("end main")
}
