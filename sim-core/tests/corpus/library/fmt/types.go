package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

type (
	E1 struct {
		A int
		B string
	}
	E2 struct {
		E1
		*E3
		C any
		d error
	}
	E3         struct{ X, Y int }
	Fn         func(int) string
	Ch         chan int
	Arr        [3]bool
	Enum       uint8
	Gen[T any] struct{ V T }
	Str        string
	Byt        []byte
	B1         byte
	BS         []B1
)

const (
	Zero Enum = iota
	One
)

func (e Enum) String() string { return [...]string{"Zero", "One"}[e] }

type ptrS struct{ n int }

func (p *ptrS) String() string { return fmt.Sprintf("ptrS(%d)", p.n) }

type valS struct{ n int }

func (v valS) String() string { return fmt.Sprintf("valS(%d)", v.n) }

type rec struct {
	self *rec
	n    int
}

type hidden struct {
	s valS
	S valS
	e error
	t time.Duration
	T time.Duration
}

type gs struct{ v int }

func (g gs) GoString() string { return fmt.Sprintf("gs!%d", g.v) }

func main() {
	e := E2{E1{1, "x"}, nil, 5, errors.New("e")}
	e.d = nil
	fmt.Printf("%v\n%+v\n", e, e)
	fmt.Printf("%T %T %T %T %T %T %T\n", e, &e, Fn(nil), Ch(nil), Arr{}, One, Gen[map[string]int]{})
	fmt.Printf("%v %d %s %x %q %+v %#v %5v|\n", One, One, One, One, One, One, One, One)
	fmt.Println(Enum(1), []Enum{0, 1}, map[Enum]Enum{1: 0}, struct{ E Enum }{1}, &struct{ E Enum }{1})
	fmt.Println(ptrS{1}, &ptrS{2}, []ptrS{{3}}, []*ptrS{}, valS{4}, &valS{5}, []valS{{6}}, map[string]valS{"k": {7}})
	h := hidden{valS{1}, valS{2}, nil, time.Second, time.Minute}
	fmt.Printf("%v %+v\n", h, h)
	fmt.Printf("%v %+v %s\n", rec{nil, 1}, &rec{nil, 2}, &rec{nil, 3})
	fmt.Printf("%#v %#v %#v %#v\n", E1{1, "q"}, &E1{2, "r"}, []E1{{3, "s"}}, Gen[int]{7})
	fmt.Printf("%#v %#v %#v %#v %#v\n", gs{1}, []gs{{2}}, struct{ G gs }{gs{3}}, Enum(1), time.Second)
	fmt.Printf("%#v %#v %#v %#v %#v %#v\n", Str("x"), Byt("ab"), Arr{true}, [2][]int{{1}}, Fn(nil), Ch(nil))
	fmt.Printf("%s %x %X %q %v %d\n", Str("hi"), Byt("hi"), Byt("hi"), Byt("hi"), Byt("hi"), Byt("hi"))
	fmt.Printf("%s %x %v\n", BS{104, 105}, BS{104, 105}, BS{104, 105})
	fmt.Printf("%s %x %v %q\n", [2]byte{72, 73}, [2]byte{72, 73}, [2]byte{72, 73}, [2]byte{72, 73})
	fmt.Printf("%v %v %v\n", [0]int{}, []string(nil), [][]string{nil, {}})
	fmt.Printf("%s|%v|%d\n", []string{"a", "b"}, []any{1, "a", nil, 2.5}, []any{1, "a"})
	fmt.Printf("%t %v %08.3f %+.2e %g %G\n", true, false, 3.14159, 12345.678, 1e-10, 1e20)
	fmt.Printf("%v %v %.2f %v\n", 1+2i, complex64(-1i), 1.234+5.678i, []complex128{1})
	fmt.Printf("%c %q %U %#U %x\n", 'A', 'B', 'C', 'D', "hello")
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 1, 5, 2, 2, 3.14159)
	fmt.Printf("%[2]v %[1]v %[2]T\n", "a", 1)
	fmt.Printf("%v %v\n", struct {
		a any
		b *int
		c []any
	}{}, [2]any{1})
	fmt.Printf("%d %v %s\n", "str", make(chan int) == nil, 42)
	fmt.Printf("%d %d\n", []string{"x"}, struct{ s string }{"y"})
	fmt.Printf("%!d %", 1)
	fmt.Println()
	fmt.Printf("%s %v\n", nil, error(nil))
	fmt.Printf("%d%%\n", 50)
	var np *E1
	var ne error
	var ns fmt.Stringer
	fmt.Println(np, ne, ns, (*ptrS)(nil) == nil)
	fmt.Printf("%v %+v %s %d\n", np, np, np, np)
	fmt.Printf("%s %v\n", (*valS)(nil), (*valS)(nil))
	fmt.Print("a", "b", 1, 2, "c", 3.5, nil, nil, "\n")
	fmt.Print(1, 2, "\n")
	fmt.Println("x", 1, true, nil, 'a', "y")
	fmt.Fprint(os.Stdout, "to stdout ", 1, "\n")
	fmt.Fprintf(os.Stderr, "to stderr %d\n", 2)
	fmt.Println(fmt.Sprint(), fmt.Sprintln("x") == "x\n", fmt.Sprintf("%s", strings.Repeat("=", 5)))
	fmt.Printf("%6.2f|%-8s|%8s|%+d|%x|%X|%o|%b|%e\n", 3.14159, "ab", "cd", 5, 255, 255, 8, 5, 1234.5678)
	fmt.Printf("%v %v %v %v\n", int8(-5), uint8(200), uintptr(10), 'x')
	fmt.Printf("%t %t\n", 1, "x")
	fmt.Println(time.Duration(1500)*time.Millisecond, []time.Duration{1, 1000}, time.March, time.Tuesday)
	var wg sync.WaitGroup
	wg.Wait()
	n, err := fmt.Println("count me")
	fmt.Println(n, err)
	n, err = fmt.Fprintln(&strings.Builder{}, "five")
	fmt.Println(n, err)
	b := fmt.Appendf(nil, "%d-%s", 7, "z")
	b = fmt.Appendln(fmt.Append(b, 1, 2), "w")
	fmt.Printf("%q\n", b)
}
