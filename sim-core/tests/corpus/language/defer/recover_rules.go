package main

import (
	"errors"
	"fmt"
	"runtime"
)

func helper() any { return recover() }

func direct() (r any) {
	defer func() { r = recover() }()
	panic("direct")
}

func indirect() (r any) {
	defer func() { r = recover() }()
	defer func() { fmt.Println("helper sees", helper()) }()
	panic("indirect")
}

func nested() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("from deferred")
	}()
	panic("first")
}

func replaced() {
	defer func() { fmt.Println("last", recover()) }()
	defer func() { panic("third") }()
	defer func() { panic("second") }()
	panic("first")
}

func twice() {
	defer func() { fmt.Println(recover(), recover()) }()
	panic("once")
}

func repanic() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	defer func() {
		r := recover()
		panic(fmt.Errorf("wrapped: %w", r.(error)))
	}()
	var m map[string]int
	m["a"] = 1
	return nil
}

func nilPanic() {
	defer func() {
		r := recover()
		fmt.Printf("%T %v\n", r, r)
	}()
	panic(nil)
}

func main() {
	fmt.Println(recover(), direct(), indirect())
	nested()
	replaced()
	twice()
	err := repanic()
	var re runtime.Error
	fmt.Println(err, errors.As(err, &re))
	nilPanic()
	defer fmt.Println("main's own", recover())
	func() {
		defer func() {
			recover()
			fmt.Println("goes on")
		}()
		var p *struct{ x int }
		p.x = 1
	}()
	for i := range 2 {
		func() {
			defer func() { fmt.Println(i, recover()) }()
			panic(i)
		}()
	}
}
