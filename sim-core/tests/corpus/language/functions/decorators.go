package main

import (
	"fmt"
	"strings"
)

type Handler func(string) (string, error)
type Middleware func(Handler) Handler

func logging(log *[]string) Middleware {
	return func(h Handler) Handler {
		return func(s string) (out string, err error) {
			defer func() { *log = append(*log, fmt.Sprintf("%s -> %s %v", s, out, err)) }()
			return h(s)
		}
	}
}

func recovering(h Handler) Handler {
	return func(s string) (out string, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("panic: %v", r)
			}
		}()
		return h(s)
	}
}

func chain(h Handler, ms ...Middleware) Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

type Option func(*config)
type config struct {
	name string
	n    int
}

func WithName(s string) Option { return func(c *config) { c.name = s } }
func WithN(n int) Option       { return func(c *config) { c.n = n } }
func build(opts ...Option) config {
	c := config{"default", 1}
	for _, o := range opts {
		o(&c)
	}
	return c
}

func main() {
	var log []string
	h := chain(func(s string) (string, error) { return strings.ToUpper(s[1:]), nil }, logging(&log), recovering)
	h("hello")
	h("")
	fmt.Println(strings.Join(log, "\n"))
	fmt.Println(build(), build(WithN(5), WithName("x")))
	memo := func(f func(int) int) func(int) int {
		seen := map[int]int{}
		return func(n int) int {
			if v, ok := seen[n]; ok {
				fmt.Print("hit ")
				return v
			}
			seen[n] = f(n)
			return seen[n]
		}
	}
	sq := memo(func(n int) int { return n * n })
	fmt.Println(sq(4), sq(4), sq(5))
}
