package main

import "fmt"

var (
	a = c + b
	b = f()
	c = 1
	x, y = pair()
	_    = say("blank")
	m    = map[string]func() int{"k": func() int { return z }}
	z    = say("z")
	arr  = [...]int{g(), 2}
	t    T = T{n: say("t")}
	iface fmt.Stringer = t
	mv   = t.get
	me   = (*T).ptr
)

type T struct{ n int }

func (t T) String() string { return fmt.Sprint("T", t.n, late) }
func (t T) get() int { return late2 }
func (t *T) ptr() int { return late3 }

var late = say("late")
var late2 = say("late2")
var late3 = say("late3")

func f() int { fmt.Println("f", d); d++; return d }

var d = say("d")

func g() int { return h() }
func h() int { return q }

var q = say("q")

func pair() (int, int) { fmt.Println("pair"); return w, w + 1 }

var w = say("w")

func say(s string) int { fmt.Println("say", s); return len(s) }

func init() { fmt.Println("init1", a, b, c, d, x, y) }
func init() { fmt.Println("init2", z, arr, iface, mv(), me(&t)) }

var u1, u2 = say("u1"), say("u2" + fmt.Sprint(v))
var v = say("v")
var cl = func() int { return say("cl") + after }()
var after = say("after")

func main() {
	fmt.Println("main", m["k"](), u1, u2, cl)
}

func init() { fmt.Println("init3") }
