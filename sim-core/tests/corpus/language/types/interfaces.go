package main

import (
	"errors"
	"fmt"
)

type Shape interface {
	Area() float64
	Name() string
}

type Square struct{ s float64 }
type Circle struct {
	r    float64
	tag  string
	more [2]int
}
type Unit struct{}
type Num int

func (s Square) Area() float64  { return s.s * s.s }
func (s Square) Name() string   { return "square" }
func (c *Circle) Area() float64 { return 3 * c.r * c.r }
func (c *Circle) Name() string  { return "circle" + c.tag }
func (Unit) Area() float64      { return 1 }
func (Unit) Name() string       { return "unit" }
func (n Num) Area() float64     { return float64(n) }
func (n Num) Name() string      { return "num" }

type Named interface{ Name() string }

type MyErr struct{ code int }

func (e MyErr) Error() string { return fmt.Sprintf("myerr %d", e.code) }

func fail(n int) error {
	if n == 0 {
		return nil
	}
	if n == 1 {
		return MyErr{n}
	}
	return errors.New("plain")
}

func classify(x interface{}) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int:
		return fmt.Sprint("int ", v+1)
	case string:
		return "string " + v
	case []int:
		return fmt.Sprint("slice ", len(v))
	case error:
		return "error " + v.Error()
	case Shape:
		return "shape " + v.Name()
	case func() int:
		return fmt.Sprint("func ", v())
	case bool, float64:
		return fmt.Sprintf("bool or float %v", v)
	default:
		return fmt.Sprintf("other %T", v)
	}
}

func main() {
	shapes := []Shape{Square{2}, &Circle{1, "!", [2]int{}}, Unit{}, Num(5)}
	for _, s := range shapes {
		fmt.Println(s.Name(), s.Area())
	}
	var n Named = shapes[0]
	sq, ok := n.(Square)
	fmt.Println(sq, ok)
	_, ok = n.(*Circle)
	fmt.Println(ok)
	sh, ok := n.(Shape)
	fmt.Println(sh.Area(), ok)
	var nilN Named
	_, ok = nilN.(Shape)
	fmt.Println(ok, nilN == nil)
	fmt.Println(fail(0), fail(1), fail(2), fail(1) == MyErr{1}, fail(0) == nil)
	for _, x := range []interface{}{nil, 1, "s", []int{1}, MyErr{3}, Unit{}, func() int { return 7 }, true, 2.5, struct{ A int }{1}, int8(3), &Square{1}} {
		fmt.Println(classify(x))
	}
	var a, b interface{} = 1, 1
	fmt.Println(a == b, a != b, a == 1, a == "1", a == int64(1))
	var e1 interface{} = Square{1}
	var e2 interface{} = Square{1}
	fmt.Println(e1 == e2)
	m := map[interface{}]int{1: 1, "a": 2, Square{1}: 3, 2.5: 4}
	fmt.Println(m[1], m["a"], m[Square{1}], m[2.5], m[3])
	var p *Circle
	var s Shape = p
	fmt.Println(s == nil, s != nil, p == nil)
	f := Shape.Name
	fmt.Println(f(Unit{}))
	g := shapes[1].Area
	fmt.Println(g())
}
