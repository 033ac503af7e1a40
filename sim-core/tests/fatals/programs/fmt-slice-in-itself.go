package main

import "fmt"

func main() {
	s := []any{1, nil}
	s[1] = s
	fmt.Print("before ")
	fmt.Println(s)
}
