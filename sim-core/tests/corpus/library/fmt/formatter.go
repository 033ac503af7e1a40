package main

import (
	"errors"
	"fmt"
)

type vec struct{ x, y int }

func (v vec) Format(f fmt.State, verb rune) {
	w, wok := f.Width()
	p, pok := f.Precision()
	fmt.Fprintf(f, "<%c w=%d,%t p=%d,%t", verb, w, wok, p, pok)
	for _, c := range "+-# 0" {
		if f.Flag(int(c)) {
			fmt.Fprintf(f, " %q", c)
		}
	}
	f.Write([]byte(">"))
}

type bad struct{}

func (bad) Format(f fmt.State, verb rune) {
	f.Write([]byte("partial"))
	panic("oops")
}

type badErr struct{ n int }

func (e *badErr) Error() string { return fmt.Sprint("n=", e.n) }

type badStr int

func (b badStr) String() string { panic(errors.New("nested")) }

type worse struct{}

func (worse) String() string { panic(badStr(1)) }

type errStr struct{}

func (errStr) Error() string  { return "error wins" }
func (errStr) String() string { return "string" }

type rec2 struct{ depth int }

func (r rec2) String() string {
	if r.depth == 0 {
		return "leaf"
	}
	return fmt.Sprintf("[%v]", rec2{r.depth - 1})
}

func main() {
	v := vec{1, 2}
	fmt.Printf("%v|%+v|%#v|%s|%d|%8.3x|%-8z|%+-# 05.1q\n", v, v, v, v, v, v, v, v)
	fmt.Println(v, []vec{v}, &v, map[string]vec{"k": v})
	fmt.Printf("%v %s\n", bad{}, []any{bad{}, 1})
	var e *badErr
	fmt.Println(e, &badErr{3})
	fmt.Printf("%v %s %d %x\n", badStr(1), badStr(2), badStr(3), badStr(4))
	fmt.Println(errStr{}, rec2{3}, []any{rec2{1}, errStr{}})
	fmt.Printf("%10s|%-10s|%.2s|%q|%x\n", errStr{}, rec2{0}, errStr{}, errStr{}, rec2{0})
	func() {
		defer func() { fmt.Println("outer", recover()) }()
		fmt.Println(worse{})
	}()
	fmt.Println("end")
}
