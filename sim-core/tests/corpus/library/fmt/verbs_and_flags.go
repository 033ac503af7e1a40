package main

import "fmt"

type P struct{ X, Y int }
type S string
type I int
func (i I) String() string { return fmt.Sprintf("I(%d)", int(i)) }
type E struct{}
func (E) Error() string { return "EE" }
type G struct{ P; M map[string]int; s []P; p *P; f func(); e error; a any; i I }
type Fm struct{}
func (Fm) Format(s fmt.State, v rune) { w, ok := s.Width(); fmt.Fprint(s, "Fm", string(v), w, ok, s.Flag('+')) }
type Gs struct{ n int }
func (Gs) GoString() string { return "Gs!" }

func main() {
	p := P{1, -2}
	fmt.Printf("%v %+v %#v %T %d %x %s|\n", p, p, p, p, p, p, p)
	fmt.Printf("%v %+v %#v\n", &p, &p, []P{p})
	fmt.Printf("%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%#x|%#o|%b|%c|%q|%U|%#U\n", 42, 42, 42, 42, 42, 255, 255, 8, 255, 8, 5, 65, 65, 0x1F600, 0x1F600)
	fmt.Printf("%f|%.2f|%8.3f|%-8.1f|%e|%E|%g|%G|%+.1f|%08.2f\n", 3.14159, 3.14159, 3.14159, 3.14159, 314.159, 314.159, 1e21, 1e-7, 2.0, -3.14159)
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|%X|% x|%#q\n", "héllo", "hi", "hi", "héllo", "a\"b\n", "hi", "hi", "hi", "raw`")
	fmt.Printf("%t|%v|%5t|%p|%v\n", true, false, true, nil, nil)
	fmt.Printf("%v %v %v %v\n", []byte("ab"), [3]byte{1, 2, 3}, []string{"a", "b"}, [2]bool{true})
	fmt.Printf("%s %x %q %d\n", []byte("ab"), []byte("ab"), []byte("ab"), []byte("ab"))
	fmt.Printf("%v %+v %#v\n", map[string]int{"b": 1, "a": 2}, map[P]S{{1, 2}: "x"}, map[string]int{"z": 1})
	fmt.Printf("%v %d %s %+v %#v %x\n", I(3), I(3), I(3), I(3), I(3), I(30))
	fmt.Printf("%v %s %d %#v %q\n", E{}, E{}, E{}, E{}, E{})
	g := G{P: p, M: map[string]int{"k": 1}, s: []P{p}, e: E{}, a: I(4), i: 5}
	fmt.Printf("%v\n%+v\n", g, g)
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%!|%z|%-\n", 3)
	fmt.Printf("%[2]d %[1]d %[3]*.[2]*[1]f|\n", 1, 2, 8)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 1, 5, 2, 2, 3.14159)
	fmt.Printf("%v %+v %5v|%+5x\n", Fm{}, Fm{}, Fm{}, Fm{})
	fmt.Printf("%v %#v\n", Gs{1}, Gs{1})
	fmt.Printf("%v %v %v\n", struct{}{}, [0]int{}, []any{nil, 1, "a", nil})
	fmt.Printf("%6.2f|%6.2f%%|%v\n", 1+2i, 50.0, 1-2i)
	fmt.Printf("%t %d\n", 1, true)
	fmt.Printf("%c%c|%v|%s\n", 'é', '世', 'x', []string{"q", "r"})
	fmt.Printf("%q %q %v\n", []string{"a b", "c"}, 'x', [][]int{{1}, {2, 3}})
	fmt.Printf("%#v %#v %#v %#v %#v\n", 1.0, "s", []int(nil), map[string]int(nil), struct{ A *int }{})
	fmt.Printf("%08b %o %x\n", -5, -8, -255)
	fmt.Printf("%10.3v|%-10v|%T %T\n", "abcdef", p, nil, main)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, p), fmt.Sprintln("x", 1))
	var np *P
	var ni any
	var ne error
	fmt.Println(np, ni, ne, []int(nil), map[string]int(nil))
	fmt.Printf("%v %+v %s %d\n", np, np, ni, ne)
	var a, b int
	var s string
	n, err := fmt.Sscanf("10 abc 20", "%d %s %d", &a, &s, &b)
	fmt.Println(n, err, a, s, b)
	n, err = fmt.Sscan("7 8 x", &a, &b, &s)
	fmt.Println(n, err, a, b, s)
	fmt.Printf("%x %X %x\n", "hello", []byte{1, 171}, 3.5)
	fmt.Printf("%3c|%-3c|%03d|%+q|%#q\n", 'a', 'b', 7, "é", 'x')
	fmt.Printf("%v %v\n", float32(0.1), 1e6)
	fmt.Printf("%v %v %v %v\n", 1e20, 1e21, 123456789.0, 0.000001)
}
