package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

type pair struct{ a, b int }

func (p *pair) Scan(s fmt.ScanState, verb rune) error {
	_, err := fmt.Fscanf(s, "<%d;%d>", &p.a, &p.b)
	return err
}

func main() {
	var i, j int
	var s, t string
	var f float64
	var b bool
	var u uint8
	var c rune
	show := func(n int, err error) {
		fmt.Printf("%d %v | %d %d %q %q %v %v %d %q\n", n, err, i, j, s, t, f, b, u, c)
	}
	show(fmt.Sscan("12 word\n-7 true 2.5e3", &i, &s, &j, &b, &f))
	show(fmt.Sscan("0x1f 0b101 0o17", &i, &j, &u))
	show(fmt.Sscan("1_000 010", &i, &j))
	show(fmt.Sscan("", &i))
	show(fmt.Sscan("abc", &i))
	show(fmt.Sscan("5", &i, &j))
	show(fmt.Sscan("300", &u))
	show(fmt.Sscan("-1", &u))
	show(fmt.Sscan("99999999999999999999", &i))
	show(fmt.Sscan("maybe", &b))
	show(fmt.Sscan("T", &b))
	show(fmt.Sscan("falsx", &b))
	show(fmt.Sscan("1.2.3", &f))
	show(fmt.Sscan("inf nan", &f, &s))
	show(fmt.Sscanln("1 two", &i, &s))
	show(fmt.Sscanln("1\ntwo", &i, &s))
	show(fmt.Sscanln("1 two three", &i, &s))
	show(fmt.Sscanf("10-20", "%d-%d", &i, &j))
	show(fmt.Sscanf("10:20", "%d-%d", &i, &j))
	show(fmt.Sscanf("age 33 name bob", "age %d name %s", &i, &s))
	show(fmt.Sscanf("12345", "%2d%3d", &i, &j))
	show(fmt.Sscanf("ff 101 17", "%x %b %o", &i, &j, &u))
	show(fmt.Sscanf(`"a b" x`, "%q %c", &s, &c))
	show(fmt.Sscanf("50%", "%d%%", &i))
	show(fmt.Sscanf("5", "%d %d", &i, &j))
	show(fmt.Sscanf("5 6", "%d", &i, &j))
	show(fmt.Sscanf("5 6", "%d %d", &i))
	show(fmt.Sscanf("5\n6", "%d\n%d", &i, &j))
	show(fmt.Sscanf("5\n6", "%d %d", &i, &j))
	show(fmt.Sscanf("true", "%d", &b))
	show(fmt.Sscanf("U+263A", "%U", &i))
	show(fmt.Sscanf("hello", "%3s%s", &s, &t))
	show(fmt.Sscanf("  7", "%d", &i))
	var p pair
	n, err := fmt.Sscan("<3;4>", &p)
	fmt.Println(n, err, p)
	r := bufio.NewReader(strings.NewReader("1 2\n3 4\n"))
	for {
		n, err := fmt.Fscanln(r, &i, &j)
		fmt.Println(n, err, i, j)
		if err != nil {
			break
		}
	}
	n, err = fmt.Fscan(strings.NewReader("8 9"), &i, &j)
	fmt.Println(n, err, i, j)
	n, err = fmt.Sscan("1", i)
	fmt.Println(n, err)
	n, err = fmt.Scan(&i)
	fmt.Println(n, err)
	var bytes []byte
	n, err = fmt.Sscan("raw", &bytes)
	fmt.Println(n, err, string(bytes))
	fmt.Println(os.Stdin.Read(make([]byte, 1)))
}
