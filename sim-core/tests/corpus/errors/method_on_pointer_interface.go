package main

import "fmt"

func show(s *fmt.Stringer) string { return s.String() }

func main() {}
