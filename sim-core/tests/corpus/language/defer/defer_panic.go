package main

import (
	"errors"
	"fmt"
)

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Println("defer", i)
	}
	x := 1
	defer fmt.Println("x at defer", x)
	defer func() { fmt.Println("x at end", x) }()
	x = 2
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
			n *= 10
		}
	}()
	n = 4
	panic("boom")
}

func modify() (r int) {
	defer func() { r += 5 }()
	return 10
}

func nested() (s string) {
	defer func() {
		s = fmt.Sprint(recover())
	}()
	defer func() {
		defer func() {
			fmt.Println("inner", recover())
		}()
		panic("second")
	}()
	panic("first")
}

func div(a, b int) (q int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	return a / b, nil
}

type T struct{ n int }

func (t T) show(s string)   { fmt.Println("show", t.n, s) }
func (t *T) pshow(s string) { fmt.Println("pshow", t.n, s) }

func methods() {
	t := T{1}
	defer t.show("value")
	defer t.pshow("pointer")
	t.n = 2
	var i interface{ show(string) } = t
	defer i.show("iface")
	t.n = 3
}

func noRecover() {
	defer func() {
		func() {
			fmt.Println("nested recover:", recover())
		}()
		fmt.Println("direct recover:", recover())
	}()
	panic(errors.New("e"))
}

func rethrow() {
	defer func() { fmt.Println("outer got", recover()) }()
	defer func() {
		r := recover()
		panic(fmt.Sprint("re-", r))
	}()
	panic("orig")
}

func loopDefer() (out []int) {
	defer func() {
		for i := 0; i < 2; i++ {
			defer func(n int) { out = append(out, n) }(i)
		}
	}()
	return []int{100}
}

func main() {
	order()
	fmt.Println(named())
	fmt.Println(modify())
	fmt.Println(nested())
	fmt.Println(div(7, 2))
	fmt.Println(div(7, 0))
	methods()
	noRecover()
	rethrow()
	fmt.Println(loopDefer())
	fmt.Println(recover())
	func() {
		defer func() {
			e := recover()
			_, isErr := e.(error)
			fmt.Println(e, isErr)
		}()
		var m map[string]int
		m["a"] = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var a []int
		_ = a[5]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *T
		p.n = 1
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var i interface{} = "s"
		_ = i.(int)
	}()
}
