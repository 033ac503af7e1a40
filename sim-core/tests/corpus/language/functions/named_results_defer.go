package main

import (
	"errors"
	"fmt"
)

func a() (n int) {
	defer func() { n *= 2 }()
	n = 5
	return n + 1
}

func b() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	n = 7
	panic("boom")
}

func c() (x, y int) {
	defer func() { x, y = y, x }()
	x, y = 1, 2
	return y * 10, x * 10
}

func d() (err error) {
	if _, err := b(); err != nil {
		return fmt.Errorf("d: %w", err)
	}
	return
}

func e() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func f() (s []int) {
	defer func() { s = append(s, len(s)) }()
	for i := range 3 {
		defer func() { s = append(s, i*10) }()
	}
	return []int{-1}
}

func g() (n int) {
	defer func() {
		recover()
		n++
	}()
	defer func() {
		n = 10
		panic("second")
	}()
	panic("first")
}

func h() (p *int) {
	x := 3
	defer func() { x++ }()
	return &x
}

func main() {
	fmt.Println(a(), e(), f(), g(), *h())
	fmt.Println(b())
	fmt.Println(c())
	err := d()
	fmt.Println(err, errors.Unwrap(err))
}
