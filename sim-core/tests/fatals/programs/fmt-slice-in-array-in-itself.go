package main

import "fmt"

func main() {
	s := []any{1, nil}
	s[1] = s[:1]
	fmt.Println(s)
	p := []any{nil}
	a := [1]any{p}
	p[0] = &a
	fmt.Println(len(fmt.Sprint(p)) > 4)
	fmt.Printf("%d %x %t\n", 1, s, s)
	p[0] = a
	go fmt.Println(p)
	select {}
}
