package main

import (
	"errors"
	"fmt"
)

type P struct {
	X, Y int
	name string
}
type S struct {
	P
	Ptr  *P
	Any  any
	M    map[string]int
	F    func()
	C    chan int
	Err  error
	List []P
}
type Str string
type Stringer struct{ v int }

func (s Stringer) String() string { return fmt.Sprintf("<%d>", s.v) }

type GoStr struct{}

func (GoStr) GoString() string { return "GoStr!" }

type E struct{ code int }

func (e *E) Error() string { return fmt.Sprint("E", e.code) }

type Panics struct{}

func (Panics) String() string { panic("oops") }

func main() {
	p := P{1, -2, "n"}
	fmt.Printf("%v|%+v|%#v|%T|%d|%s\n", p, p, p, p, p, p)
	fmt.Printf("%v|%+v\n", &p, &p)
	s := S{P: p, Any: 5, M: map[string]int{"b": 2, "a": 1}}
	fmt.Printf("%v\n%+v\n", s, s)
	fmt.Printf("%#v\n", S{Any: "x", List: []P{{}}})
	fmt.Printf("%v %+v %#v %s %d\n", Stringer{3}, Stringer{4}, Stringer{5}, Stringer{6}, Stringer{7})
	fmt.Printf("%v %v %v\n", []Stringer{{1}, {2}}, map[Stringer]Stringer{{1}: {2}}, struct{ S Stringer }{Stringer{9}})
	fmt.Printf("%#v %v %#v\n", GoStr{}, GoStr{}, []any{1, "a", nil, 1.5, 'x', GoStr{}})
	fmt.Printf("%v %s %v\n", &E{5}, &E{6}, []error{&E{7}, nil, errors.New("x")})
	fmt.Printf("%v %s\n", Panics{}, Panics{})
	var np *Stringer
	var ne *E
	fmt.Printf("%v %v %+v\n", np, any(nil), ne == nil)
	fmt.Printf("%v %d %s %q %x\n", Str("s"), Str("s"), Str("s"), Str("s"), Str("s"))
	fmt.Printf("%#v %#v %#v %#v\n", Str("a"), []Str{"b"}, map[Str]bool{"c": true}, [2]int8{1, 2})
	fmt.Printf("%#v %#v %#v %#v %#v\n", 1, 1.0, "q", 'x', uint8(3))
	fmt.Printf("%v %+v %#v\n", struct{}{}, []struct{}{{}}, struct{ a any }{nil})
	fmt.Printf("%5v|%-5v|%05v|%5v|%5v\n", 1, 2, 3, "a", true)
	fmt.Printf("%v %v %v %v\n", [3]bool{}, [0]int{}, []int(nil), map[int]int(nil))
	fmt.Printf("%#v %#v %#v\n", []int(nil), map[int]int(nil), (*int)(nil))
	fmt.Printf("%6.2v|%10.3s|%-10s|%q\n", 3.14159, "abcdef", "ab", []string{"x y", "z"})
	fmt.Printf("%t %t\n", 1, "x")
	fmt.Printf("%s %s\n", nil, []any{nil, 1})
	fmt.Printf("%v %s\n", errors.Join(errors.New("a"), errors.New("b")), fmt.Errorf("w: %w %w", &E{1}, &E{2}))
	type inner struct{ A, B any }
	fmt.Printf("%+v %v\n", inner{inner{1, 2}, &inner{}} == inner{}, inner{[]int{1}, map[string]any{"k": nil}})
}
