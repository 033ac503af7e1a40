package main

import "fmt"

func grade(n int) string {
	switch {
	case n >= 90:
		return "A"
	case n >= 80:
		return "B"
	}
	return "C"
}

func kind(r rune) string {
	switch r {
	case 'a', 'e', 'i', 'o', 'u':
		return "vowel"
	case ' ':
		return "space"
	default:
		return "other"
	}
}

func main() {
	for i := 0; i < 10; i++ {
		if i%2 == 0 {
			continue
		} else if i > 7 {
			break
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	n := 0
	for n < 3 {
		n++
	}
	for {
		n--
		if n == 0 {
			break
		}
	}
	fmt.Println(n, grade(95), grade(85), grade(1), kind('a'), kind(' '), kind('z'))
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, ";")
		}
	}
	fmt.Println()
	switch x := 2; x {
	case 1:
		fmt.Println("one")
	case 2:
		fmt.Println("two")
		fallthrough
	case 3:
		fmt.Println("three")
	case 4:
		fmt.Println("four")
	}
	i := 0
loop:
	if i < 3 {
		fmt.Print("g", i)
		i++
		goto loop
	}
	fmt.Println()
sw:
	switch {
	case true:
		for {
			break sw
		}
		fmt.Println("unreachable")
	}
	f := func() (bool, string) { return true, "x" }
	if ok, s := f(); ok && s == "x" {
		fmt.Println("ok", s)
	}
	a, b := true, false
	fmt.Println(a && b, a || b, !a, a != b, a && !b || b)
	t := 0
	side := func(v bool) bool { t++; return v }
	_ = side(false) && side(true)
	_ = side(true) || side(true)
	_ = side(true) && side(false) && side(true)
	fmt.Println(t)
	switch f := 1.5; {
	case f > 1:
		fmt.Println("big")
	}
	switch {
	default:
		fmt.Println("default first")
	case n > 100:
	}
	var e interface{} = 3
	switch e {
	case "3":
		fmt.Println("string")
	case 3:
		fmt.Println("int 3")
	}
	switch y := e.(type) {
	case int, string:
		fmt.Printf("%T\n", y)
	}
}
