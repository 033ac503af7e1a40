package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

type T struct {
	A int
	b string
	c error
	D fmt.Stringer
}
type S string

func (s S) String() string { return "<" + string(s) + ">" }

type P struct{ x int }

func (p *P) String() string { return fmt.Sprint("P", p.x) }

type E struct{ code int }

func (e E) Error() string { return "E" + strconv.Itoa(e.code) }

type G int

func (g G) GoString() string { return "G!" }

type F int

func (f F) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "[%c %d %t %d %t %t %t]", verb, w, wok, p, pok, s.Flag('+'), s.Flag('#'))
}

type Bad struct{}

func (Bad) String() string { panic("boom") }

type Bad2 struct{}

func (Bad2) Error() string { panic(errors.New("err boom")) }

func main() {
	t := T{1, "x", E{3}, S("q")}
	fmt.Println(t, &t)
	fmt.Printf("%v %+v %#v\n", t, t, t.A)
	fmt.Printf("%v %s %d %x %q\n", S("a"), S("b"), S("c"), S("d"), S("e"))
	fmt.Printf("%10v|%-10s|%.2s|\n", S("a"), S("b"), S("cdef"))
	var np *P
	fmt.Println(np, &P{4}, []*P{}, []S{"a", "b"}, [2]S{"c"})
	fmt.Printf("%v %+v %#v %T\n", G(3), G(3), G(3), G(3))
	fmt.Printf("%v|%+8.3q|%#x|%d\n", F(1), F(2), F(3), []F{4})
	fmt.Println(Bad{}, Bad2{}, []any{Bad{}})
	fmt.Printf("%d %s\n", Bad{}, Bad2{})
	err := fmt.Errorf("wrap %d: %w", 5, E{7})
	fmt.Println(err, errors.Unwrap(err), errors.Is(err, E{7}))
	var e E
	fmt.Println(errors.As(err, &e), e.code)
	err2 := fmt.Errorf("two %w and %w", err, os.ErrNotExist)
	fmt.Println(err2, errors.Is(err2, os.ErrNotExist), errors.Is(err2, os.ErrExist), errors.Unwrap(err2))
	fmt.Println(errors.Join(err, nil, errors.New("z")))
	fmt.Fprintln(os.Stderr, "to stderr")
	_, err = strconv.Atoi("12x")
	fmt.Println(err)
	_, err = strconv.ParseInt("999", 10, 8)
	fmt.Println(err)
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err == strconv.ErrRange)
	x := []int{5, 2, 8, 1}
	sort.Ints(x)
	fmt.Println(x, strings.Split("a,b,c", ","), strings.Fields(" a  b "), strings.Join([]string{"x", "y"}, "-"))
	people := []struct {
		Name string
		Age  int
	}{{"A", 30}, {"B", 20}, {"C", 30}, {"D", 10}}
	sort.Slice(people, func(i, j int) bool { return people[i].Age < people[j].Age })
	fmt.Println(people)
	var sb strings.Builder
	for i := 0; i < 3; i++ {
		fmt.Fprintf(&sb, "%d-", i)
	}
	sb.WriteByte('x')
	sb.WriteRune('世')
	fmt.Println(sb.String(), sb.Len())
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"), strings.Title("hello world"), strings.NewReplacer("a", "1", "b", "2").Replace("abc"))
	fmt.Printf("%v %v\n", []byte("hi"), [3]byte{1, 2, 3})
	fmt.Printf("%s %x %q %#v\n", []byte("hi"), []byte("hi"), []byte("hi"), []byte("hi"))
	fmt.Printf("%v %v %+v\n", struct{}{}, struct {
		a *int
		f func()
	}{}, struct {
		X any
		Y error
	}{})
	fmt.Printf("%#v\n", []any{1, "a", nil, 2.5, []string{"q"}, t.D, struct{ A []int }{nil}, uint8(3), 'x', true})
	fmt.Printf("%6.2f|%t|%c|%U|%e|%08b|%o|%+d\n", 3.14159, true, 'x', 0x1F600, 12345.678, 5, 8, 5)
	fmt.Printf("%!|%z|%d\n", 1)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%s %v\n", error(nil), nil)
	fmt.Printf("%v %s\n", []string{"a", "b"}, []string{"c"})
	fmt.Printf("%5t|%-7.3f|%x\n", true, 2.0, "hex")
	fmt.Printf("%[2]d %[1]d %T %T\n", 1, 2)
	fmt.Printf("%v %v\n", [][]int{{1}, {2, 3}}, [2][2]string{{"a"}})
	var ip *int
	var er error
	fmt.Println(ip, er, any(nil), []any{nil}, (*E)(nil) == nil)
}
