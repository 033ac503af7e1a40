package main

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"sync/atomic"
	"time"
)

type G[T any] struct{ v T }
type P[A, B any] struct {
	a A
	b B
}
type fn func()

func (g G[T]) M() { fmt.Printf("%T\n", g) }

func gen[T any](t T) {
	type loc struct{ x T }
	type glo[U any] struct {
		t T
		u U
	}
	fmt.Printf("%T|%T|%T|%T\n", loc{}, G[loc]{}, glo[int]{}, P[glo[T], loc]{})
	func() {
		type inner int
		fmt.Printf("%T|%T\n", inner(1), G[inner]{})
	}()
}

func main() {
	type l1 int
	type al = l1
	type l2 struct{ a l1 }
	fmt.Printf("%T|%T|%T|%T|%T\n", G[l1]{}, G[l2]{}, l2{}, G[*l1]{}, G[al]{})
	fmt.Printf("%T\n", G[list.List]{})
	fmt.Printf("%T\n", G[*list.Element]{})
	fmt.Printf("%T\n", G[rand.Source]{})
	fmt.Printf("%T\n", G[map[string]list.List]{})
	fmt.Printf("%T\n", G[atomic.Int32]{})
	fmt.Printf("%T\n", &G[*atomic.Pointer[list.List]]{})
	fmt.Printf("%T\n", atomic.Pointer[list.List]{})
	fmt.Printf("%T\n", G[any]{})
	fmt.Printf("%T\n", G[interface{}]{})
	fmt.Printf("%T\n", G[error]{})
	fmt.Printf("%T\n", G[interface{ M(int) (a string, b error) }]{})
	fmt.Printf("%T\n", G[interface{ m(int) }]{})
	fmt.Printf("%T\n", G[func(a int, b ...string) error]{})
	fmt.Printf("%T\n", G[struct {
		A int `json:"a"`
		b string
		l1
		G[int]
	}]{})
	fmt.Printf("%T\n", struct {
		A int `json:"a"`
		b string
		l1
		G[int]
	}{})
	fmt.Printf("%T\n", G[chan<- int]{})
	fmt.Printf("%T\n", G[<-chan chan int]{})
	fmt.Printf("%T\n", G[[3]byte]{})
	fmt.Printf("%T\n", G[rune]{})
	fmt.Printf("%T\n", G[context.Context]{})
	fmt.Printf("%T\n", P[time.Duration, P[int, fn]]{})
	fmt.Printf("%T\n", P[struct{}, [0]int]{})
	gen(1)
	gen(l1(2))
	gen(G[l2]{})
	G[l2]{}.M()
	var i any = G[list.List]{}
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = i.(G[int])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = i.(interface{ N(list.List) })
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = any(l2{}).(G[l1])
	}()
	{
		type l1 string
		fmt.Printf("%T %T\n", l1("a"), G[l1]{})
		defer func() { fmt.Println(recover()) }()
		_ = any(l1("a")).(al)
	}
	fmt.Println(errors.New("x"))

}
