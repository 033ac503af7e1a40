package main

import "fmt"

type Animal interface{ Sound() string }

type Base struct {
	ID   int
	name string
}

func (b Base) Name() string      { return b.name }
func (b *Base) Rename(n string)  { b.name = n }
func (b Base) Describe() string  { return fmt.Sprint(b.ID, ":", b.name) }

type Dog struct {
	Base
	Breed string
}

func (d Dog) Sound() string    { return "woof " + d.Name() }
func (d Dog) Describe() string { return "dog " + d.Base.Describe() }

type Puppy struct {
	*Dog
	Age int
}

type Loud struct {
	Animal
	Times int
}

func (l Loud) Sound() string {
	s := ""
	for i := 0; i < l.Times; i++ {
		s += l.Animal.Sound() + "!"
	}
	return s
}

type Describer interface{ Describe() string }

func main() {
	d := Dog{Base{1, "rex"}, "lab"}
	d.Rename("max")
	d.ID++
	fmt.Println(d.Name(), d.ID, d.name, d.Describe(), d.Sound())
	p := Puppy{&d, 2}
	p.Rename("tiny")
	fmt.Println(p.Name(), d.Name(), p.Breed, p.Describe(), p.Sound())
	var a Animal = p
	fmt.Println(a.Sound())
	l := Loud{a, 2}
	fmt.Println(l.Sound())
	a = l
	fmt.Println(a.Sound())
	var ds []Describer = []Describer{d, &d, p, Base{9, "b"}, &Base{8, "c"}}
	for _, x := range ds {
		fmt.Println(x.Describe())
	}
	f := p.Name
	p.Rename("other")
	fmt.Println(f(), p.Name())
	fmt.Printf("%+v\n", d)
}
