package main

import "fmt"

func main() {
	s := ""
	for i := 0; i < 5; i++ {
		s += string(rune('a'+i)) + "-"
		defer fmt.Print(s, " ")
	}
	t := s
	s += "end"
	fmt.Println(s, t, len(s))
	x := "x"
	x += x + x
	x += x
	fmt.Println(x)
	parts := [...]string{"a", "", "c"}
	out := parts[0] + parts[1] + parts[2] + "" + "d"
	fmt.Println(out, out[1:], out[:0] == "", out[len(out):] == "")
	switch {
	case out > "acc" && out < "ace":
		fmt.Println("between")
	default:
		fmt.Println("outside")
	}
	switch s[:2] {
	case "a-", "b-":
		fmt.Println("first")
		fallthrough
	case "zzz":
		fmt.Println("fell")
	case "a":
		fmt.Println("no")
	}
}
