package main

import "fmt"

type A struct{ x, y int }
type B struct{ x, z int }
type C struct {
	A
	B
	y string
}
type D struct {
	*C
	w int
}

func (a A) Who() string  { return "A" }
func (b *B) Name() string { return fmt.Sprint("B", b.z) }
func (c C) Who() string  { return "C>" + c.A.Who() }

type Namer interface{ Name() string }
type E struct {
	Namer
	fmt.Stringer
}

type Str string

func (s Str) String() string { return "<" + string(s) + ">" }

func main() {
	c := C{A{1, 2}, B{3, 4}, "yy"}
	fmt.Println(c.A.x, c.B.x, c.y, c.A.y, c.z, c.Who(), c.Name())
	d := D{&c, 9}
	d.z = 40
	d.A.x = 10
	fmt.Println(c, d.Who(), d.Name(), d.C.B.z, d.w)
	e := E{Namer: &c.B, Stringer: Str("s")}
	fmt.Println(e.Name(), e.String(), e)
	fmt.Printf("%v %+v %T\n", c, c, e.Namer)
	var n E
	func() {
		defer func() { fmt.Println(recover()) }()
		n.Name()
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var d D
		d.z++
	}()
	anon := struct {
		A
		extra int
	}{A{5, 6}, 7}
	fmt.Println(anon.x, anon.Who(), anon)
	who := c.Who
	c.A.x = 100
	c.y = "changed"
	fmt.Println(who(), C.Who(c), (*C).Who(&c))
}
