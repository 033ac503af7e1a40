package main

import "fmt"

var g = 1

func f() int  { g++; return g }
func set(p *int, v int) int { *p = v; return v }

type S struct{ a, b int }

func (s S) get() int { return s.a }
func (s *S) inc() int { s.a++; return s.a }

func ret2() (int, int) {
	a := 1
	h := func() int { a = 10; return 5 }
	return a, h()
}

func main() {
	a := 1
	h := func() int { a += 10; return 100 }
	fmt.Println(a + h())
	a = 1
	fmt.Println(h() + a)
	a = 1
	s := []int{a, h(), a}
	fmt.Println(s)
	a = 1
	m := map[int]int{a: h()}
	fmt.Println(m)
	a = 1
	x, y := a, h()
	fmt.Println(x, y)
	fmt.Println(ret2())
	a = 1
	fmt.Println(a, h(), a)
	g = 1
	fmt.Println(g + f() + g)
	g = 1
	arr := [3]int{g, f(), g}
	fmt.Println(arr)
	g = 1
	st := S{g, f()}
	fmt.Println(st)
	st = S{1, 2}
	fmt.Println(st.a+st.inc(), st.a)
	st = S{1, 2}
	q := [2]int{st.a, st.inc()}
	fmt.Println(q)
	st = S{1, 2}
	v1, v2 := st, st.inc()
	fmt.Println(v1, v2)
	st = S{1, 2}
	v3, v4 := st.get(), st.inc()
	fmt.Println(v3, v4)
	p := &a
	a = 1
	fmt.Println(*p + set(p, 50))
	a = 1
	fmt.Println(set(p, 50) + *p)
	sl := []int{1, 2, 3}
	fs := func() int { sl[0] = 99; return 0 }
	fmt.Println(sl[0] + fs())
	sl[0] = 1
	w := []int{sl[0], fs(), sl[0]}
	fmt.Println(w)
	sl[0] = 1
	aa, bb := sl[0], fs()
	fmt.Println(aa, bb)
	i := 0
	fi := func() int { i = 2; return 7 }
	sl = []int{1, 2, 3}
	sl[i] = fi()
	fmt.Println(sl)
	i = 0
	sl = []int{1, 2, 3}
	sl[i] += fi()
	fmt.Println(sl, i)
	i = 0
	fmt.Println(sl[i], fi(), sl[i])
	i = 0
	mm := map[int]int{0: 5, 2: 6}
	fmt.Println(mm[i] + fi())
	i = 0
	var e interface{} = a
	fe := func() int { e = "str"; return 1 }
	fmt.Println(e, fe(), e)
	z1, z2 := e, fe()
	fmt.Println(z1, z2)
	e = 5
	z3, z4 := e.(int), fe()
	fmt.Println(z3, z4)
	str := "abc"
	fstr := func() string { str = "xyz"; return "!" }
	fmt.Println(str + fstr())
	str = "abc"
	fmt.Println(str[0:1] + fstr())
	str = "abc"
	fmt.Println(str == fstr(), len(str))
	str = "abc"
	b1, b2 := len(str), fstr()
	fmt.Println(b1, b2)
	c := make(chan int, 3)
	a = 1
	go func() { a = 5; c <- 1 }()
	fmt.Println(a + <-c)
	var fn func() int = func() int { return 1 }
	chg := func() int { fn = func() int { return 2 }; return 0 }
	k1, k2 := fn(), chg()
	fmt.Println(k1, k2)
	takes := func(a int, b int) string { return fmt.Sprint(a, b) }
	a = 1
	fmt.Println(takes(a, h()))
	g = 1
	fmt.Println(takes(g, f()))
	a = 1
	if a == h()-99 { fmt.Println("eq1") } else { fmt.Println("ne", a) }
	a = 1
	switch a { case h() - 89: fmt.Println("s11"); case 1: fmt.Println("s1") }
	a = 1
	var arrv = [2]int{1, 2}
	farr := func() int { arrv[0] = 77; return 0 }
	a1, a2 := arrv, farr()
	fmt.Println(a1, a2)
	arrv[0] = 1
	fmt.Println(arrv[0], farr(), arrv[0])
	arrv[0] = 1
	fmt.Println(arrv[0] + farr())
	a = 1
	b := uint8(a) + uint8(h())
	fmt.Println(b)
	a = 1
	fl := float64(a) + float64(h())
	fmt.Println(fl)
	a = 1
	fmt.Println(-a + h(), a)
	a = 1
	fmt.Println((a + 1) * h())
	a = 1
	fmt.Println(a*2 + (a + h()) + a)
	a = 1
	pr := &S{a, h()}
	fmt.Println(*pr)
	a = 1
	sl2 := append([]int(nil), a, h(), a)
	fmt.Println(sl2)
	a = 1
	fmt.Println(min(a, h()), max(a, h()))
	cc := make(chan int, 5)
	a = 1
	cc <- a + h()
	fmt.Println(<-cc)
	a = 1
	func(x, y int) { fmt.Println(x, y) }(a, h())
	a = 1
	defer func(x, y int) { fmt.Println("d", x, y) }(a, h())
	a = 1
	mp := map[string]int{"a": 1}
	mp["a"] = a + h()
	fmt.Println(mp)
	a = 1
	mp["b"], mp["c"] = a, h()
	fmt.Println(mp)
	a = 1
	var z, zz int
	z, zz = a, h()
	fmt.Println(z, zz)
}
