package main

import (
	"errors"
	"fmt"
)

type res struct{ name string }

func open(name string) (*res, error) {
	if name == "bad" {
		return nil, errors.New("cannot open " + name)
	}
	fmt.Println("open", name)
	return &res{name}, nil
}

func (r *res) Close() error {
	fmt.Println("close", r.name)
	if r.name == "b" {
		return errors.New("close failed")
	}
	return nil
}

func use(names ...string) (err error) {
	for _, n := range names {
		r, e := open(n)
		if e != nil {
			return e
		}
		defer func() { err = errors.Join(err, r.Close()) }()
	}
	return nil
}

func early(n int) string {
	defer fmt.Println("early", n)
	for i := range n {
		if i == 2 {
			return "returned in loop"
		}
		defer fmt.Println("loop", i)
	}
	return "end"
}

func main() {
	fmt.Println(use("a"))
	fmt.Println(use("a", "b", "bad"))
	fmt.Println(early(1), early(5))
	defer func() {
		defer func() { fmt.Println("last", recover()) }()
		fmt.Println("first", recover())
		panic("again")
	}()
	panic("main")
}
