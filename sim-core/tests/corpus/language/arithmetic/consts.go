package main

import "fmt"

const (
	A = iota
	B
	C
	_
	D
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
)

func (d Weekday) String() string {
	return [...]string{"Sun", "Mon", "Tue"}[d]
}

const big = 1 << 100
const pi = 3.14159265358979323846
const s = "const" + "ant"
const c = 'a' + 1

func main() {
	fmt.Println(A, B, C, D, KB, MB, GB)
	fmt.Println(Sunday, Monday, Tuesday, Weekday(1))
	fmt.Printf("%d %v %s\n", Tuesday, Tuesday, Tuesday)
	fmt.Println(big>>98, pi, s, c, string(rune(c)), len(s))
	var f float32 = pi
	fmt.Println(f, pi*2, 7/2, 7/2.0, 1e3)
	var x uint8 = 255
	fmt.Println(x, x+1, ^uint32(0), -5%3, 5&^3)
	const typed int64 = 5
	fmt.Println(typed<<2, 0x1F, 0b101, 0o17, 1_000_000)
	fmt.Println('\n', '\x41', '世', "\u4e16\t|")
}
