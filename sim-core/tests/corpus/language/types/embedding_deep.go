package main

import "fmt"

type A struct{ n int }

func (a A) Get() int   { return a.n }
func (a *A) Set(k int) { a.n = k }

type B struct {
	A
	tag string
}
type C struct {
	*B
	x [2]int
}
type D struct {
	C
	fmt.Stringer
}
type Str string

func (s Str) String() string { return "str:" + string(s) }

type GS interface {
	Get() int
	Set(int)
}
type All interface {
	GS
	fmt.Stringer
}
type Zero struct{}

func (Zero) Get() int   { return 99 }
func (Zero) Set(int)    {}

type HasZero struct {
	Zero
	n int
}
type ZeroOnly struct{ Zero }

func use(g GS) int { g.Set(g.Get() + 1); return g.Get() }

func main() {
	d := D{C{&B{A{1}, "t"}, [2]int{3, 4}}, Str("s")}
	d.Set(5)
	fmt.Println(d.Get(), d.n, d.B.A.n, d.C.Get(), d.tag, d.x, d.String())
	fmt.Println(use(d), use(d.C), use(&d.A), use(&d), d.Get())
	var all All = d
	all.Set(50)
	fmt.Println(all.Get(), d.n, all)
	fmt.Println(use(Zero{}), use(HasZero{}), use(ZeroOnly{}), use(&HasZero{}))
	f := d.Get
	g := d.Set
	h := D.Get
	k := (*D).Set
	g(7)
	fmt.Println(f(), d.Get(), h(d))
	k(&d, 8)
	fmt.Println(d.Get())
	var st fmt.Stringer = d
	fmt.Println(st.String(), fmt.Sprint(st))
	m := map[string]GS{"a": &A{1}, "z": Zero{}, "d": d}
	for _, key := range []string{"a", "d", "z"} {
		fmt.Print(use(m[key]), " ")
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		var c C
		c.Set(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var dd D
		_ = dd.String()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *B
		var gs GS = p
		gs.Get()
	}()
	_, ok := interface{}(A{}).(GS)
	_, ok2 := interface{}(&A{}).(GS)
	_, ok3 := interface{}(C{}).(GS)
	fmt.Println(ok, ok2, ok3)
}
